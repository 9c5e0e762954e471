package dev.migrate.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;

/** Finds out where, or why, a file is not valid UTF-8. */
final class MalformedText {

    private MalformedText() {}

    /** The file is UTF-16. */
    static final class Utf16Exception extends CharacterCodingException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Returns whether a text is UTF-16: it starts with the byte order mark of UTF-16, or every other of its first bytes
     * is zero.
     */
    static boolean isUtf16(byte[] text) {
        return text.length >= 2
                && ((text[0] == (byte) 0xFE && text[1] == (byte) 0xFF)
                        || (text[0] == (byte) 0xFF && text[1] == (byte) 0xFE)
                        || (text[0] == 0) != (text[1] == 0));
    }

    static int line(Resource resource) {
        try (InputStream stream = resource.getInputStream()) {
            return line(stream);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static int line(InputStream stream) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        CharBuffer characters = CharBuffer.allocate(8192);
        int line = 1;
        boolean more = true;
        while (more) {
            int read = stream.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            CoderResult result = decoder.decode(bytes, characters, read < 0);
            line += (int) characters
                    .flip()
                    .chars()
                    .filter((character) -> character == '\n')
                    .count();
            more = read >= 0 && !result.isError();
            characters.clear();
            bytes.compact();
        }
        return line;
    }
}
