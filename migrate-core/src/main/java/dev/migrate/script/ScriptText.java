package dev.migrate.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** The text of a script: kept where it is small, read again from its file where it is big. */
final class ScriptText {

    private static final int KEPT = 256 * 1024;

    private final String location;
    private final Resource resource;
    private final byte @Nullable [] bytes;

    private ScriptText(String location, Resource resource, byte @Nullable [] bytes) {
        this.location = location;
        this.resource = resource;
        this.bytes = bytes;
    }

    static ScriptText read(String location, Resource resource) throws IOException {
        try (InputStream stream = resource.getInputStream()) {
            byte[] bytes = stream.readNBytes(KEPT + 1);
            return new ScriptText(location, resource, bytes.length > KEPT ? null : bytes);
        }
    }

    /** The script, as users see it named. */
    String location() {
        return this.location;
    }

    /** Opens the text from a character on; malformed UTF-8 is refused when it is met. */
    Reader open(long from) throws IOException {
        Reader reader = new InputStreamReader(stream(), StandardCharsets.UTF_8.newDecoder());
        long left = from;
        while (left > 0) {
            left -= reader.skip(left);
        }
        return reader;
    }

    InputStream stream() throws IOException {
        return this.bytes == null ? this.resource.getInputStream() : new ByteArrayInputStream(this.bytes);
    }
}
