package dev.migrate.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** A place in a text that is read once from front to back, with a bounded view of what follows. */
final class CharCursor implements AutoCloseable {

    static final int END = -1;

    /** How far {@link #peek(int)} may look. */
    static final int VIEW = 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final char[] buffer = new char[4 * VIEW];
    private int position;
    private int limit;
    private boolean exhausted;
    private int line;

    CharCursor(Reader reader, int line) {
        this.reader = reader;
        this.line = line;
        if (peek() == BYTE_ORDER_MARK) {
            this.position++;
        }
    }

    /** The line of the next character. */
    int line() {
        return this.line;
    }

    /** The next character, or {@link #END}. */
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

    /** Steps over the next character. */
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

    /** Whether a line ends here, or the text. */
    boolean atLineEnd() {
        int character = peek();
        return character == '\n' || character == '\r' || character == END;
    }

    /** Steps over the end of a line, whichever it is. */
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
