package dev.migrate.dialect;

import dev.migrate.ddl.SqlExpression;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints statements and comments of a client script, in the form that the command-line client of the product reads. */
public final class ClientScriptPrinter {

    private final Dialect dialect;
    private final Appendable out;

    /**
     * Creates a printer.
     *
     * @param out receives the text; its failures are thrown as {@code UncheckedIOException}
     */
    public ClientScriptPrinter(Dialect dialect, Appendable out) {
        this.dialect = dialect;
        this.out = out;
    }

    /**
     * Writes the commands that make the client read the script correctly and stop at the first statement that fails.
     */
    public void head() {
        this.dialect.clientHead().forEach((line) -> append(line, "\n"));
    }

    /** Writes a comment line for the reader of the script. */
    public void comment(String text) {
        append("-- ", text.replaceAll("\\R", " "), "\n");
    }

    /** Writes an empty line. */
    public void blank() {
        append("\n");
    }

    /** Writes the statement that begins a transaction. */
    public void begin() {
        sql(this.dialect.beginSql());
    }

    /** Writes the statement that commits the transaction. */
    public void commit() {
        sql("commit");
    }

    /** Writes a statement of the engine. */
    public void sql(String sql) {
        append(sql, ";\n");
    }

    /** Writes lines unchanged. */
    public void lines(List<String> lines) {
        lines.forEach((line) -> append(line, "\n"));
    }

    /** Writes a statement of the engine with its question marks replaced by the values. */
    public void update(String sql, @Nullable Object... values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int at = sql.indexOf('?', from);
            filled.append(sql, from, at).append(value(value));
            from = at + 1;
        }
        sql(filled.append(sql, from, sql.length()).toString());
    }

    /** Writes a statement of a revision, followed by its {@code COPY} data if it has any. */
    public void statement(Statement statement) {
        append(this.dialect.terminated(statement.sql()), "\n");
        statement.copyData().ifPresent(this::data);
    }

    /**
     * Writes statements that make the client stop if a condition does not hold.
     *
     * @param table a name that no table has
     * @param otherwise the text for the client's error message if the condition does not hold; at most 60 characters
     */
    public void require(String table, String otherwise, String condition) {
        sql("create %s table %s (ok integer, constraint %s check (ok = 1))"
                .formatted(this.dialect.temporary(), table, this.dialect.quote(otherwise)));
        sql("insert into %s select case when %s then 1 else 0 end".formatted(table, condition));
        sql("drop table %s".formatted(table));
    }

    /** Returns a value as SQL. */
    public String value(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof SqlExpression expression) {
            return expression.sql();
        }
        return value instanceof Number number ? number.toString() : text(value.toString());
    }

    /** Returns values as a parenthesized SQL list. */
    public String values(List<String> values) {
        return values.stream().map(this::value).toList().toString().replaceFirst("^\\[(?s:(.*))]$", "($1)");
    }

    /**
     * Returns a text literal. Characters that a client or a session setting might interpret are inserted by an
     * expression.
     */
    private String text(String text) {
        String plain = text.replace("'", "''");
        StringBuilder opening = new StringBuilder();
        StringBuilder closing = new StringBuilder();
        for (char special : this.dialect.notInLiterals().toCharArray()) {
            if (plain.indexOf(special) >= 0) {
                String mark = "<" + (int) special + ">";
                while (plain.contains(mark)) {
                    mark = "<" + mark + ">";
                }
                plain = plain.replace(Character.toString(special), mark);
                opening.insert(0, "replace(");
                closing.append(", '")
                        .append(mark)
                        .append("', ")
                        .append(this.dialect.character(special))
                        .append(')');
            }
        }
        return opening + "'" + plain + "'" + closing;
    }

    private void data(Reader data) {
        try (data) {
            data.transferTo(new AppendableWriter(this.out));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        append("\\.\n");
    }

    private void append(String... parts) {
        try {
            for (String part : parts) {
                this.out.append(part);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Forwards text to the target and does not close it, because it does not own it. */
    private static final class AppendableWriter extends java.io.Writer {

        private final Appendable target;

        AppendableWriter(Appendable target) {
            this.target = target;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            this.target.append(java.nio.CharBuffer.wrap(text, offset, length));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
