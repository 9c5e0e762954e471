package dev.migrate.scratch;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement that creates, drops, or describes extensions, or that creates a schema, which can be that of an extension.
 *
 * @param names the extensions or the schema
 * @param schema the schema of a new extension; null if the statement does not name one
 * @param version the version of a new extension; null if the statement does not name one
 * @param text the statement
 * @param keywordsEnd the index in the text after the keywords with which it begins
 */
record PostgresExtensionStatement(
        Action action,
        List<String> names,
        @Nullable String schema,
        @Nullable String version,
        String text,
        int keywordsEnd) {

    private static final Set<String> OPTIONAL = Set.of("if", "not", "exists");

    /** What a statement does. */
    enum Action {
        CREATE,
        DROP,
        COMMENT,
        CREATE_SCHEMA
    }

    PostgresExtensionStatement {
        names = List.copyOf(names);
    }

    /** Returns the statement that a text contains; empty if it is of another kind. */
    static Optional<PostgresExtensionStatement> of(Lexer lexer, String sql) {
        Reader reader = new Reader(lexer.tokens(sql));
        if (reader.accept("create", "extension")) {
            return Optional.of(reader.create(sql));
        }
        if (reader.accept("drop", "extension")) {
            return Optional.of(reader.drop(sql));
        }
        if (reader.accept("comment", "on", "extension")) {
            int end = reader.end();
            return Optional.of(
                    new PostgresExtensionStatement(Action.COMMENT, List.of(reader.name()), null, null, sql, end));
        }
        if (reader.accept("create", "schema") && !reader.isNext("authorization") && !reader.isNext("if")) {
            int end = reader.end();
            return Optional.of(
                    new PostgresExtensionStatement(Action.CREATE_SCHEMA, List.of(reader.name()), null, null, sql, end));
        }
        return Optional.empty();
    }

    /** Returns the first name, which is the only one unless extensions are dropped. */
    String name() {
        return this.names.get(0);
    }

    /** Returns the creation of an extension in another schema. */
    String withSchema(String other) {
        return "create extension if not exists %s schema %s%s cascade"
                .formatted(
                        PostgresDatabaseProperties.quoted(name()),
                        PostgresDatabaseProperties.quoted(other),
                        this.version == null ? "" : " version " + PostgresDatabaseProperties.quoted(this.version));
    }

    /** Returns the creation of a schema that might exist. */
    String ifNotExists() {
        return this.text.substring(0, this.keywordsEnd) + " if not exists" + this.text.substring(this.keywordsEnd);
    }

    /** Reads the tokens that are not ignored. */
    private static final class Reader {

        private final List<Token> code = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();
        private int at;

        Reader(List<Token> tokens) {
            int end = 0;
            for (Token token : tokens) {
                end += token.text().length();
                if (token.kind().isCode()) {
                    this.code.add(token);
                    this.ends.add(end);
                }
            }
        }

        PostgresExtensionStatement create(String sql) {
            int end = end();
            skipOptional();
            String name = name();
            String schema = null;
            String version = null;
            while (this.at < this.code.size()) {
                if (accept("schema")) {
                    schema = name();
                } else if (accept("version")) {
                    version = name();
                } else {
                    this.at++;
                }
            }
            return new PostgresExtensionStatement(Action.CREATE, List.of(name), schema, version, sql, end);
        }

        PostgresExtensionStatement drop(String sql) {
            int end = end();
            skipOptional();
            List<String> names = new ArrayList<>(List.of(name()));
            while (accept(",")) {
                names.add(name());
            }
            return new PostgresExtensionStatement(Action.DROP, names, null, null, sql, end);
        }

        private void skipOptional() {
            while (this.at < this.code.size()
                    && this.code.get(this.at).kind() == Token.Kind.WORD
                    && OPTIONAL.contains(this.code.get(this.at).text().toLowerCase(Locale.ROOT))) {
                this.at++;
            }
        }

        boolean isNext(String word) {
            return this.at < this.code.size() && this.code.get(this.at).is(word);
        }

        boolean accept(String... words) {
            for (int offset = 0; offset < words.length; offset++) {
                if (this.at + offset >= this.code.size()
                        || !this.code.get(this.at + offset).is(words[offset])) {
                    return false;
                }
            }
            this.at += words.length;
            return true;
        }

        /** Returns the next name or literal as the server reads it. */
        String name() {
            if (this.at >= this.code.size()) {
                return "";
            }
            Token token = this.code.get(this.at++);
            return token.kind() == Token.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : token.unquoted();
        }

        int end() {
            return this.at == 0 ? 0 : this.ends.get(this.at - 1);
        }
    }
}
