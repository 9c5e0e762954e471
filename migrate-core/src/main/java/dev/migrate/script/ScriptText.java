package dev.migrate.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** The text of a script. A small text is kept in memory; a large one is read from its file each time. */
final class ScriptText {

    private static final int MAX_CACHED_BYTES = 256 * 1024;

    private static final int MIN_BUFFER = 1024;

    private static final char REPLACEMENT = '\uFFFD';

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
            byte[] bytes = beginning(stream);
            if (MalformedText.isUtf16(bytes)) {
                throw new MalformedText.Utf16Exception();
            }
            return new ScriptText(location, resource, bytes.length > MAX_CACHED_BYTES ? null : decoded(bytes));
        }
    }

    /** Returns the bytes of a small file, or more than {@link #MAX_CACHED_BYTES} of a large one. */
    private static byte[] beginning(InputStream stream) throws IOException {
        byte[] bytes = new byte[Math.min(Math.max(stream.available(), MIN_BUFFER), MAX_CACHED_BYTES) + 1];
        int length = stream.readNBytes(bytes, 0, bytes.length);
        while (length == bytes.length && length <= MAX_CACHED_BYTES) {
            bytes = Arrays.copyOf(bytes, Math.min(4 * length, MAX_CACHED_BYTES + 1));
            length += stream.readNBytes(bytes, length, bytes.length - length);
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Decodes a text. A replacement character is either part of it or stands for bytes that are not UTF-8. */
    private static String decoded(byte[] bytes) throws CharacterCodingException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
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
