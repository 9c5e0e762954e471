package dev.migrate.script;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of each line with its number and offset; a line can be longer than the available memory. */
final class LineReader {

    /** The number of characters that are kept of a line without a comment at its beginning. */
    private static final int MAX_LENGTH = 4096;

    /** The maximum length in characters of a header line or directive. */
    static final int MAX_COMMENT_LENGTH = 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final char[] buffer = new char[MAX_LENGTH];
    private int position;
    private int limit;
    private long bufferOffset;
    private int number;
    private boolean truncated;

    LineReader(Reader reader) {
        this.reader = reader;
    }

    /** Returns the beginning of the next line, or null at the end of the text. */
    @Nullable
    String next() throws IOException {
        if (peek() < 0) {
            return null;
        }
        this.number++;
        this.truncated = false;
        if (this.number == 1 && peek() == BYTE_ORDER_MARK) {
            this.position++;
        }
        StringBuilder line = new StringBuilder();
        int character = peek();
        while (character >= 0 && character != '\n' && character != '\r') {
            if (line.length() < MAX_LENGTH || (line.length() < MAX_COMMENT_LENGTH && isComment(line))) {
                line.append((char) character);
            } else {
                this.truncated = true;
            }
            this.position++;
            character = peek();
        }
        if (character >= 0) {
            this.position++;
            if (character == '\r' && peek() == '\n') {
                this.position++;
            }
        }
        return line.toString();
    }

    private static boolean isComment(CharSequence line) {
        return line.charAt(0) == '-' && line.charAt(1) == '-';
    }

    /** Returns the number of the last line, counted from one. */
    int number() {
        return this.number;
    }

    /** Returns whether the last line is longer than the text that was returned for it. */
    boolean truncated() {
        return this.truncated;
    }

    /** Returns the offset of the character after the last line. */
    long offset() {
        return this.bufferOffset + this.position;
    }

    private int peek() throws IOException {
        if (this.position == this.limit) {
            this.bufferOffset += this.limit;
            this.position = 0;
            this.limit = Math.max(0, this.reader.read(this.buffer));
        }
        return this.position < this.limit ? this.buffer[this.position] : -1;
    }
}
