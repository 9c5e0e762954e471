package dev.migrate.risk;

import dev.migrate.error.Location;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statements;
import dev.migrate.sql.Token;
import dev.migrate.sql.TokenVisitor;
import java.io.StringReader;
import java.util.regex.Pattern;

/** Examines an {@code INSERT} that is too long for its tokens to be kept. It is harmless if it only writes values. */
final class LongInsert implements TokenVisitor {

    private static final Pattern BEGINNING = Pattern.compile("(?i)\\s*insert\\s+into\\s");
    private static final Pattern REMOVES = Pattern.compile("(?i)\\b(delete|truncate|replace)\\b");

    private String before = "";
    private String last = "";
    private boolean qualified;
    private boolean dot;
    private boolean calls;

    private LongInsert() {}

    /**
     * Whether a statement is known to change no existing row and to call only functions known to be free of side
     * effects.
     */
    static boolean isHarmless(Lexer lexer, String sql) {
        if (!BEGINNING.matcher(sql).lookingAt() || REMOVES.matcher(sql).find()) {
            return false;
        }
        LongInsert insert = new LongInsert();
        try (Statements statements = lexer.statements(new StringReader(sql), new Location("", 1), insert)) {
            boolean one = statements.next().isPresent() && statements.next().isEmpty();
            return one && !insert.calls;
        }
    }

    @Override
    public void token(Token.Kind kind, CharSequence token) {
        String text = token.toString();
        if (text.equals("(")) {
            this.calls |= FunctionCalls.mayBeUnknown(this.before, this.last, this.qualified);
        }
        if (text.equals(".")) {
            this.dot = true;
            return;
        }
        this.qualified = this.dot;
        if (!this.dot) {
            this.before = this.last;
        }
        this.dot = false;
        this.last = text;
    }
}
