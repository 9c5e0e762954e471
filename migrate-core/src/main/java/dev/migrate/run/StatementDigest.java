package dev.migrate.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digest of a sequence of statements, to detect whether the statements that have run were edited. */
final class StatementDigest {

    private final MessageDigest digest;

    StatementDigest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void add(String sql) {
        this.digest.update(sql.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        this.digest.update((byte) 0);
    }

    /** Returns the digest of all statements added so far. */
    String soFar() {
        try {
            byte[] value = ((MessageDigest) this.digest.clone()).digest();
            return "sha256:" + HexFormat.of().formatHex(value);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
