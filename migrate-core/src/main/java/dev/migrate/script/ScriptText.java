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

/** The text of a script: kept where it is small, read again from its file where it is big. */
final class ScriptText {

    private static final int KEPT = 256 * 1024;

    private final String location;
    private final Resource resource;
    private final @Nullable String text;

    private ScriptText(String location, Resource resource, @Nullable String text) {
        this.location = location;
        this.resource = resource;
        this.text = text;
    }

    /** Reads a script; malformed UTF-8 is refused when it is met. */
    static ScriptText read(String location, Resource resource) throws IOException {
        try (InputStream stream = resource.getInputStream()) {
            byte[] bytes = stream.readNBytes(KEPT + 1);
            String text = bytes.length > KEPT
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return new ScriptText(location, resource, text);
        }
    }

    /** The script, as users see it named. */
    String location() {
        return this.location;
    }

    /** Opens the text from a character on. */
    Reader open(long from) throws IOException {
        Reader reader = this.text == null
                ? new InputStreamReader(this.resource.getInputStream(), StandardCharsets.UTF_8.newDecoder())
                : new StringReader(this.text);
        long left = from;
        while (left > 0) {
            left -= reader.skip(left);
        }
        return reader;
    }
}
