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

    /** The initial size of the buffer. */
    private static final int SMALL = 512;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private char[] buffer = new char[SMALL];
    private final StringBuilder line = new StringBuilder();
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
        return next(false);
    }

    /** Returns the next line if it begins with white space and a comment; any other line is returned as empty. */
    @Nullable
    String nextComment() throws IOException {
        return next(true);
    }

    private @Nullable String next(boolean onlyComment) throws IOException {
        if (peek() < 0) {
            return null;
        }
        this.number++;
        this.truncated = false;
        this.line.setLength(0);
        if (this.number == 1 && peek() == BYTE_ORDER_MARK) {
            this.position++;
        }
        boolean indented = onlyComment;
        int character = peek();
        while (character >= 0 && character != '\n' && character != '\r') {
            if (indented && character != '-' && !Character.isWhitespace(character)) {
                this.line.setLength(0);
                character = endOfLine();
                break;
            }
            indented &= character != '-';
            if (this.line.length() < MAX_LENGTH || (this.line.length() < MAX_COMMENT_LENGTH && isComment(this.line))) {
                this.line.append((char) character);
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
        return this.line.toString();
    }

    /** Skips the rest of the line, and returns the character that ends it. */
    private int endOfLine() throws IOException {
        while (peek() >= 0) {
            while (this.position < this.limit) {
                char character = this.buffer[this.position];
                if (character == '\n' || character == '\r') {
                    return character;
                }
                this.position++;
            }
        }
        return -1;
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
            if (this.limit == this.buffer.length && this.limit < MAX_LENGTH) {
                this.buffer = new char[MAX_LENGTH];
            }
            this.position = 0;
            this.limit = Math.max(0, this.reader.read(this.buffer));
        }
        return this.position < this.limit ? this.buffer[this.position] : -1;
    }
}
