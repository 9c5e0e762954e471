package dev.migrate.spring.boot.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the members of a JSON object, including duplicates, of which a mapper silently keeps the last. Reads nothing from
 * text that is not a valid JSON object.
 */
final class JsonMembers {

    private static final String BLANKS = " \t\r\n";

    private final String text;
    private int at;

    private JsonMembers(String text) {
        this.text = text;
    }

    /**
     * A member.
     *
     * @param name its name, without escapes
     * @param value its unparsed text
     */
    record Member(String name, String value) {}

    /** Returns the members, or an empty result if the text is not a JSON object. */
    static Optional<List<Member>> of(String text) {
        try {
            return Optional.of(new JsonMembers(text).object());
        } catch (MalformedException malformed) {
            return Optional.empty();
        }
    }

    private List<Member> object() {
        List<Member> members = new ArrayList<>();
        blanks();
        take('{');
        blanks();
        if (peek() != '}') {
            members.add(member());
            while (peek() == ',') {
                take(',');
                blanks();
                members.add(member());
            }
        }
        take('}');
        blanks();
        if (this.at < this.text.length()) {
            throw new MalformedException();
        }
        return members;
    }

    private Member member() {
        String name = string();
        blanks();
        take(':');
        blanks();
        int start = this.at;
        value();
        String value = this.text.substring(start, this.at);
        blanks();
        return new Member(name, value);
    }

    private void value() {
        char first = peek();
        if (first == '"') {
            string();
        } else if (first == '{' || first == '[') {
            nested();
        } else {
            int start = this.at;
            while (this.at < this.text.length() && isLiteral(this.text.charAt(this.at))) {
                this.at++;
            }
            if (this.at == start) {
                throw new MalformedException();
            }
        }
    }

    /** Skips a nested value, which the mapper rejects later. */
    private void nested() {
        int depth = 0;
        do {
            char next = peek();
            if (next == '"') {
                string();
            } else {
                depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
                this.at++;
            }
        } while (depth > 0);
    }

    private String string() {
        take('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char next = take(peek());
            if (next < ' ') {
                throw new MalformedException();
            }
            string.append(next == '\\' ? escaped() : next);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        char next = take(peek());
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new MalformedException();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(take(peek()), 16);
            if (digit < 0) {
                throw new MalformedException();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private static boolean isLiteral(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
    }

    private void blanks() {
        while (this.at < this.text.length() && BLANKS.indexOf(this.text.charAt(this.at)) >= 0) {
            this.at++;
        }
    }

    private char peek() {
        if (this.at >= this.text.length()) {
            throw new MalformedException();
        }
        return this.text.charAt(this.at);
    }

    private char take(char expected) {
        if (peek() != expected) {
            throw new MalformedException();
        }
        this.at++;
        return expected;
    }

    /** Thrown if the text is not a JSON object. */
    private static final class MalformedException extends RuntimeException {}
}
