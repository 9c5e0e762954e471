package dev.migrate.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a row of statements, which tells whether those that have run are still the same. */
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

    /** The digest of all statements so far. */
    String soFar() {
        try {
            byte[] value = ((MessageDigest) this.digest.clone()).digest();
            return "sha256:" + HexFormat.of().formatHex(value);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
