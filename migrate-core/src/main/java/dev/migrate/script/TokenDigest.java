package dev.migrate.script;

import dev.migrate.sql.Token;
import dev.migrate.sql.TokenVisitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Computes a checksum of the tokens of sections. Comments, layout, line ends, and the case of words are ignored. Each
 * token is preceded by its length, so that different token lists never have the same bytes.
 */
final class TokenDigest implements TokenVisitor {

    private static final int BATCH = 4096;

    private final MessageDigest digest;
    private final StringBuilder waiting = new StringBuilder();

    TokenDigest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256", ex);
        }
    }

    void section(Directive.Kind kind, Section section) {
        add('s', kind.word() + (section.transactional() ? "" : " transaction=off"));
    }

    @Override
    public void token(Token.Kind kind, CharSequence text) {
        if (kind.ignoresCase()) {
            add('w', kind == Token.Kind.PREFIX ? text + "'" : text.toString());
        } else {
            add('v', withUnixLineEnds(text.toString()));
        }
    }

    private static String withUnixLineEnds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    @Override
    public void endOfStatement() {
        add('e', "");
    }

    private void add(char kind, String text) {
        this.waiting.append(kind).append(text.length()).append(':').append(text);
        if (this.waiting.length() > BATCH) {
            flush();
        }
    }

    private void flush() {
        this.digest.update(this.waiting.toString().getBytes(StandardCharsets.UTF_8));
        this.waiting.setLength(0);
    }

    /** Returns the checksum, prefixed by the name of its algorithm. */
    String checksum() {
        flush();
        return "sha256:" + HexFormat.of().formatHex(this.digest.digest());
    }
}
