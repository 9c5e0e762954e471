package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import java.io.Reader;
import java.util.function.Supplier;

/** Reads the lines after {@code COPY … FROM stdin}, up to the line that holds only {@code \.}, one line at a time. */
final class CopyData extends Reader {

    private final CharCursor cursor;
    private final TokenVisitor visitor;
    private final Supplier<RuntimeException> unterminated;
    private final StringBuilder line = new StringBuilder();
    private int read;
    private boolean ended;

    CopyData(CharCursor cursor, TokenVisitor visitor, Supplier<RuntimeException> unterminated) {
        this.cursor = cursor;
        this.visitor = visitor;
        this.unterminated = unterminated;
    }

    @Override
    public int read(char[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (this.read == this.line.length() && !nextLine()) {
            return -1;
        }
        int count = Math.min(length, this.line.length() - this.read);
        this.line.getChars(this.read, this.read + count, target, offset);
        this.read += count;
        return count;
    }

    /** Consumes the lines that were not read. */
    void skip() {
        while (nextLine()) {
            this.read = this.line.length();
        }
    }

    private boolean nextLine() {
        if (this.ended) {
            return false;
        }
        if (this.cursor.peek() == END) {
            throw this.unterminated.get();
        }
        readLine();
        if (this.line.length() == 2 && this.line.charAt(0) == '\\' && this.line.charAt(1) == '.') {
            this.ended = true;
            this.line.setLength(0);
            this.read = 0;
            this.visitor.endOfStatement();
            return false;
        }
        this.visitor.token(Token.Kind.DATA, this.line);
        this.line.append('\n');
        return true;
    }

    private void readLine() {
        this.line.setLength(0);
        this.read = 0;
        while (!this.cursor.atLineEnd()) {
            this.line.append((char) this.cursor.next());
        }
        this.cursor.skipLineEnd();
    }

    @Override
    public void close() {}
}
