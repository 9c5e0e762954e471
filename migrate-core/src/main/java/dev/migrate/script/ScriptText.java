package dev.migrate.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** The text of a script. A small text is kept in memory; a large one is read from its file each time. */
final class ScriptText {

    private static final int MAX_CACHED_BYTES = 256 * 1024;

    private final String location;
    private final Resource resource;
    private final @Nullable String text;

    private ScriptText(String location, Resource resource, @Nullable String text) {
        this.location = location;
        this.resource = resource;
        this.text = text;
    }

    /**
     * Reads a script.
     *
     * @throws IOException if the file cannot be read or is not UTF-8
     */
    static ScriptText read(String location, Resource resource) throws IOException {
        try (InputStream stream = resource.getInputStream()) {
            byte[] bytes = stream.readNBytes(MAX_CACHED_BYTES + 1);
            if (MalformedText.isUtf16(bytes)) {
                throw new MalformedText.Utf16Exception();
            }
            String text = bytes.length > MAX_CACHED_BYTES
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return new ScriptText(location, resource, text);
        }
    }

    /** Returns the URL of the script, as shown to users. */
    String location() {
        return this.location;
    }

    /** Opens the text at a character offset. */
    Reader open(long from) throws IOException {
        Reader reader = this.text == null
                ? new InputStreamReader(this.resource.getInputStream(), StandardCharsets.UTF_8.newDecoder())
                : new StringReader(this.text);
        long remaining = from;
        while (remaining > 0) {
            remaining -= reader.skip(remaining);
        }
        return reader;
    }
}
