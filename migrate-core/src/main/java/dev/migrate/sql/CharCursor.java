package dev.migrate.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Reads a text once, character by character, with a bounded lookahead and the current line. */
final class CharCursor implements AutoCloseable {

    static final int END = -1;

    /** The maximum lookahead of {@link #peek(int)}, in characters. */
    static final int VIEW = 1024;

    /** The initial size of the buffer, which is sufficient for most sections. */
    private static final int SMALL = 256;

    private static final int LARGE = 4 * VIEW;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private char[] buffer = new char[SMALL];
    private int position;
    private int limit;
    private boolean exhausted;
    private int line;

    CharCursor(Reader reader, int line) {
        this.reader = reader;
        this.line = line;
    }

    CharCursor(String text) {
        this(new StringReader(text), 1);
    }

    void skipByteOrderMark() {
        if (peek() == BYTE_ORDER_MARK) {
            next();
        }
    }

    /** Returns the line of the next character. */
    int line() {
        return this.line;
    }

    /** Returns the next character without consuming it, or {@link #END}. */
    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        int at = this.position + ahead;
        if (at < this.limit) {
            return this.buffer[at];
        }
        fill();
        at = this.position + ahead;
        return at < this.limit ? this.buffer[at] : END;
    }

    /** Consumes and returns the next character, or returns {@link #END}. */
    int next() {
        int character = peek();
        if (character == END) {
            return END;
        }
        this.position++;
        if (character == '\n' || (character == '\r' && peek() != '\n')) {
            this.line++;
        }
        return character;
    }

    boolean lookingAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (peek(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean lookingAtWord(String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if (Character.toLowerCase(peek(i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the next character ends the line or the text. */
    boolean atLineEnd() {
        int character = peek();
        return character == '\n' || character == '\r' || character == END;
    }

    /** Consumes a line end: {@code \n}, {@code \r}, or both. */
    void skipLineEnd() {
        if (next() == '\r' && peek() == '\n') {
            next();
        }
    }

    private void fill() {
        System.arraycopy(this.buffer, this.position, this.buffer, 0, this.limit - this.position);
        this.limit -= this.position;
        this.position = 0;
        try {
            while (!this.exhausted && this.limit < VIEW) {
                if (this.limit == this.buffer.length) {
                    this.buffer = Arrays.copyOf(this.buffer, Math.min(4 * this.limit, LARGE));
                }
                int read = this.reader.read(this.buffer, this.limit, this.buffer.length - this.limit);
                if (read < 0) {
                    this.exhausted = true;
                } else {
                    this.limit += read;
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        try {
            this.reader.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
