package dev.migrate.dialect;

import dev.migrate.ddl.SqlExpression;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes statements as the product's own client reads them from a file. */
public final class ClientScript {

    private final Dialect dialect;
    private final Appendable out;

    /**
     * Makes a writer.
     *
     * @param out where the text goes; its failures come back as {@code UncheckedIOException}
     */
    public ClientScript(Dialect dialect, Appendable out) {
        this.dialect = dialect;
        this.out = out;
    }

    /** Tells the client how to read what follows, and to stop at the first statement that fails. */
    public void head() {
        this.dialect.clientHead().forEach((line) -> append(line, "\n"));
    }

    /** A line for whoever reads the script. */
    public void comment(String text) {
        append("-- ", text.replaceAll("\\R", " "), "\n");
    }

    /** A line with nothing on it. */
    public void blank() {
        append("\n");
    }

    /** Opens a transaction. */
    public void begin() {
        sql(this.dialect.beginSql());
    }

    /** Makes the transaction last. */
    public void commit() {
        sql("commit");
    }

    /** A statement of our own. */
    public void sql(String sql) {
        append(sql, ";\n");
    }

    /** Lines as they are. */
    public void lines(List<String> lines) {
        lines.forEach((line) -> append(line, "\n"));
    }

    /** A statement of our own with a value for each question mark. */
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

    /** A statement of a revision, with its data where it has some. */
    public void statement(Statement statement) {
        append(this.dialect.terminated(statement.sql()), "\n");
        statement.copyData().ifPresent(this::data);
    }

    /**
     * Makes the client stop where a condition does not hold.
     *
     * @param table a name that no table has
     * @param otherwise what is wrong then, for the client's message; at most 60 characters
     */
    public void require(String table, String otherwise, String condition) {
        sql("create %s table %s (ok integer, constraint %s check (ok = 1))"
                .formatted(this.dialect.temporary(), table, this.dialect.quote(otherwise)));
        sql("insert into %s select case when %s then 1 else 0 end".formatted(table, condition));
        sql("drop table %s".formatted(table));
    }

    /** A value in SQL. */
    public String value(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof SqlExpression expression) {
            return expression.sql();
        }
        return value instanceof Number number ? number.toString() : text(value.toString());
    }

    /** Values in SQL, in brackets. */
    public String values(List<String> values) {
        return values.stream().map(this::value).toList().toString().replaceFirst("^\\[(?s:(.*))]$", "($1)");
    }

    /** A text. What a client or a setting of the session might read as something else is put in by the database. */
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

    /** Hands on what is written; what it hands on to is not its own to close. */
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
