package dev.migrate.script;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of each line with its number and offset; a line can be longer than the available memory. */
final class LineReader {

    /** The maximum length in characters of a header line or directive. */
    private static final int MAX_LENGTH = 4096;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final char[] buffer = new char[MAX_LENGTH];
    private int position;
    private int limit;
    private long bufferOffset;
    private int number;

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
        StringBuilder line = new StringBuilder();
        int character = peek();
        while (character >= 0 && character != '\n' && character != '\r') {
            if (line.length() < MAX_LENGTH) {
                line.append((char) character);
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
        boolean hasByteOrderMark = this.number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
        return hasByteOrderMark ? line.substring(1) : line.toString();
    }

    /** Returns the number of the last line, counted from one. */
    int number() {
        return this.number;
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
