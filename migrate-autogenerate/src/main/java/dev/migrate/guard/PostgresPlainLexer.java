package dev.migrate.guard;

import dev.migrate.error.Location;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statements;
import dev.migrate.sql.Token;
import dev.migrate.sql.Token.Kind;
import dev.migrate.sql.TokenVisitor;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the tokens of PostgreSQL in one form each: a text or a name with escapes becomes a plain one, texts that the
 * server joins become one text, and comments are left out.
 *
 * @param lexer reads the tokens as they are written
 */
record PostgresPlainLexer(Lexer lexer) implements Lexer {

    /** A token that no statement contains. It stands for what the server might read in another way. */
    static final String UNREADABLE = "\\";

    private static final int LONGEST_NAME = 63;
    private static final int LAST_ASCII = 0x7f;
    private static final int OCTAL = 8;
    private static final int HEXADECIMAL = 16;

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return this.lexer.statements(text, start, visitor);
    }

    @Override
    public List<Token> tokens(String sql) {
        List<Token> tokens = this.lexer.tokens(sql);
        List<Token> plain = new ArrayList<>();
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (isUnicodeName(tokens, at)) {
                at += 2;
                plain.add(quoted(Kind.NAME, '"', unicode(tokens.get(at).unquoted())));
            } else if (token.kind() == Kind.LITERAL || isTextPrefix(tokens, at)) {
                at = addText(tokens, at, plain);
            } else if (token.kind() == Kind.NAME) {
                plain.add(quoted(Kind.NAME, '"', token.unquoted()));
            } else if (token.kind() == Kind.WORD || token.kind() == Kind.PREFIX) {
                plain.add(new Token(Kind.WORD, name(token.text())));
            } else if (token.kind() == Kind.SPACE && token.text().chars().anyMatch((space) -> space > LAST_ASCII)) {
                plain.add(new Token(Kind.SYMBOL, UNREADABLE));
            } else if (token.kind().isCode()) {
                plain.add(token);
            }
        }
        return plain;
    }

    private static boolean isUnicodeName(List<Token> tokens, int at) {
        return tokens.get(at).is("u")
                && at + 2 < tokens.size()
                && tokens.get(at + 1).is("&")
                && tokens.get(at + 2).kind() == Kind.NAME;
    }

    private static boolean isTextPrefix(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        return token.kind() == Kind.PREFIX && (token.is("e") || token.is("u&")) && at + 1 < tokens.size();
    }

    /** Adds a text with those that continue it; returns where the last of them is. */
    private static int addText(List<Token> tokens, int first, List<Token> plain) {
        Token prefix = tokens.get(first);
        boolean hasPrefix = prefix.kind() == Kind.PREFIX;
        int at = hasPrefix ? first + 1 : first;
        StringBuilder content = new StringBuilder(content(hasPrefix ? prefix.text() : "", tokens.get(at)));
        boolean isReadable = true;
        for (int next = continuation(tokens, at); next >= 0; next = continuation(tokens, at)) {
            at = next;
            isReadable &= !hasPrefix || !tokens.get(at).text().contains("\\");
            content.append(tokens.get(at).unquoted());
        }
        boolean isLanguage = !plain.isEmpty() && plain.get(plain.size() - 1).is("language");
        plain.add(
                isLanguage && content.toString().matches("\\w+")
                        ? new Token(Kind.WORD, content.toString())
                        : quoted(Kind.LITERAL, '\'', content.toString()));
        if (!isReadable) {
            plain.add(new Token(Kind.SYMBOL, UNREADABLE));
        }
        return at;
    }

    /** Returns where a text in single quotes is continued, behind white space with the end of a line; -1 if it is not. */
    private static int continuation(List<Token> tokens, int text) {
        boolean isNextLine = false;
        for (int at = text + 1; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.kind() == Kind.SPACE) {
                isNextLine |= token.text().contains("\n") || token.text().contains("\r");
            } else if (token.kind() == Kind.LITERAL) {
                return isNextLine
                                && token.text().startsWith("'")
                                && tokens.get(text).text().startsWith("'")
                        ? at
                        : -1;
            } else if (!token.text().startsWith("--")) {
                return -1;
            }
        }
        return -1;
    }

    private static String content(String prefix, Token literal) {
        return switch (prefix.toLowerCase(Locale.ROOT)) {
            case "e" -> escaped(literal.text());
            case "u&" -> unicode(literal.unquoted());
            default -> literal.text().startsWith("$") ? dollarQuoted(literal.text()) : literal.unquoted();
        };
    }

    private static String dollarQuoted(String text) {
        int tag = text.indexOf('$', 1) + 1;
        return text.substring(tag, Math.max(tag, text.length() - tag));
    }

    /** Returns the part of a name that the server keeps. */
    private static String name(String text) {
        String kept = text;
        while (kept.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept;
    }

    private static Token quoted(Kind kind, char quote, String text) {
        String content = kind == Kind.NAME ? name(text) : text;
        String doubled = content.replace(String.valueOf(quote), String.valueOf(quote) + quote);
        return new Token(kind, quote + doubled + quote);
    }

    /** Returns the content of a text with escapes. */
    private static String escaped(String text) {
        StringBuilder content = new StringBuilder();
        int end = Math.max(1, text.length() - 1);
        int at = 1;
        while (at < end) {
            char character = text.charAt(at++);
            if (character == '\'') {
                at++;
            } else if (character == '\\' && at < end) {
                char kind = text.charAt(at++);
                int digits = digits(text, at, kind);
                if (digits > 0) {
                    append(content, text.substring(at, at + digits), HEXADECIMAL);
                    at += digits;
                    continue;
                }
                int octal = Math.max(0, digits(text, at - 1, OCTAL, 3));
                if (octal > 0) {
                    append(content, text.substring(at - 1, at - 1 + octal), OCTAL);
                    at += octal - 1;
                    continue;
                }
                character = control(kind);
            }
            content.append(character);
        }
        return content.toString();
    }

    private static char control(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static int digits(String text, int at, char kind) {
        return switch (kind) {
            case 'x' -> digits(text, at, HEXADECIMAL, 2);
            case 'u' -> digits(text, at, HEXADECIMAL, 4);
            case 'U' -> digits(text, at, HEXADECIMAL, 8);
            default -> 0;
        };
    }

    private static int digits(String text, int at, int radix, int most) {
        int count = 0;
        while (count < most && at + count < text.length() && Character.digit(text.charAt(at + count), radix) >= 0) {
            count++;
        }
        return count;
    }

    private static void append(StringBuilder content, String digits, int radix) {
        long code = Long.parseLong(digits, radix);
        content.appendCodePoint(Character.isValidCodePoint((int) code) ? (int) code : '?');
    }

    /** Returns a text or a name whose escapes are a backslash with four digits, or with a plus and six digits. */
    private static String unicode(String text) {
        StringBuilder content = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character == '\\' && at < text.length()) {
                boolean isLong = text.charAt(at) == '+';
                int from = isLong ? at + 1 : at;
                int digits = digits(text, from, HEXADECIMAL, isLong ? 6 : 4);
                if (digits > 0) {
                    append(content, text.substring(from, from + digits), HEXADECIMAL);
                    at = from + digits;
                    continue;
                }
                character = text.charAt(at++);
            }
            content.append(character);
        }
        return content.toString();
    }
}
