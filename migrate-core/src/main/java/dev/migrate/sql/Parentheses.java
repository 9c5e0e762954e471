package dev.migrate.sql;

import dev.migrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Follows the parentheses in a sequence of tokens. A closing one without an opening one is ignored. */
public final class Parentheses {

    private int depth;

    void read(int symbol) {
        if (symbol == '(') {
            this.depth++;
        } else if (symbol == ')' && this.depth > 0) {
            this.depth--;
        }
    }

    private void read(Token token) {
        if (token.kind() == Kind.SYMBOL) {
            read(token.text().charAt(0));
        }
    }

    boolean isOpen() {
        return this.depth > 0;
    }

    void clear() {
        this.depth = 0;
    }

    /** Returns the index of the parenthesis that closes the one at an index; -1 if it is never closed. */
    public static int closing(List<Token> tokens, int opening) {
        Parentheses parentheses = new Parentheses();
        for (int index = opening; index < tokens.size(); index++) {
            parentheses.read(tokens.get(index));
            if (!parentheses.isOpen()) {
                return index;
            }
        }
        return -1;
    }

    /** Returns the tokens split at the commas outside parentheses. */
    public static List<List<Token>> splitAtCommas(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        Parentheses parentheses = new Parentheses();
        int start = 0;
        for (int index = 0; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            parentheses.read(token);
            if (token.is(",") && !parentheses.isOpen()) {
                parts.add(tokens.subList(start, index));
                start = index + 1;
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }
}
