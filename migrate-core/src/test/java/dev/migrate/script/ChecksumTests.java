package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTests {

    private static final String SCRIPT = """
            -- Revision ID: a1

            -- migrate:upgrade
            SELECT 'It''s
            fine', "Id", x1+1 FROM account;
            -- Customers pay.
            DO $$ BEGIN NULL; END $$;

            -- migrate:downgrade
            DELETE FROM account;
            """;

    @TempDir
    Path folder;

    @Test
    void checksumStartsWithItsAlgorithm() throws IOException {
        assertThat(checksum(SCRIPT)).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void ignoresCommentsLayoutCaseAndLineEnds() throws IOException {
        String expected = checksum(SCRIPT);
        assertThat(checksum(SCRIPT.replace("\n", "\r\n"))).isEqualTo(expected);
        assertThat(checksum("\uFEFF-- Another message\n" + SCRIPT)).isEqualTo(expected);
        assertThat(checksum(SCRIPT.replace("-- Customers pay.", "/* No /* nested */; comment */")))
                .isEqualTo(expected);
        assertThat(checksum(SCRIPT.replace("SELECT", "select\t").replace("FROM account", "from\n\n-- all\nAccount")))
                .isEqualTo(expected);
        assertThat(checksum(SCRIPT.replace("x1+1", "x1 + 1"))).isEqualTo(expected);
        assertThat(checksum(SCRIPT.replace("account;\n", "account\n;;\n"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- Customers pay.\n=-- Customers pay. ",
                "'It=' It",
                "It''s=it''s",
                "\"Id\"=\"id\"",
                "\"Id\"=Id",
                "x1+1=x1 1",
                "x1+1=x11",
                "BEGIN NULL=BEGIN  NULL",
                "account;\n-- Customers pay.\nDO=account DO",
                "DELETE FROM account=DELETE FROM accounts",
                "-- migrate:downgrade=-- migrate:downgrade transaction\\=off",
                "-- migrate:downgrade\n=",
                "DELETE FROM account;=",
            })
    void changesWithEveryToken(String change) throws IOException {
        String[] parts = change.split("(?<!\\\\)=", 2);
        String changed = SCRIPT.replace(parts[0], parts[1].replace("\\=", "="));
        assertThat(changed).isNotEqualTo(SCRIPT);
        assertThat(checksum(changed)).isNotEqualTo(checksum(SCRIPT));
    }

    @Test
    void ignoresSectionsOfOtherDialects() throws IOException {
        String other = "-- migrate:upgrade dialect=h2\nSELECT 'h2';\n-- migrate:downgrade";
        assertThat(checksum(SCRIPT.replace("-- migrate:downgrade", other))).isEqualTo(checksum(SCRIPT));
    }

    @Test
    void includesCopyData() throws IOException {
        String copy = "-- Revision ID: a1\n-- migrate:upgrade\nCOPY t FROM stdin;\n1\t2\n\\.\n";
        assertThat(checksum(copy)).isEqualTo(checksum(copy.replace("\n", "\r\n")));
        assertThat(checksum(copy)).isNotEqualTo(checksum(copy.replace("1\t2", "1\t3")));
        assertThat(checksum(copy)).isNotEqualTo(checksum(copy.replace("1\t2\n", "1\t2\n\n")));
    }

    /** A checksum is stored in the databases of users, so it is the same in every release. */
    @ParameterizedTest
    @CsvSource({
        "postgresql, 6af1e6fdbbc514a62d0419a0aa5048d4c6288cbf14156d2f1c2d29731d957926",
        "mariadb, e99c7e093f533ebd2c8c9c33cd2a6cccd0dba36d6dba9225a3efd4f65e7e8cd4",
        "mysql, 09dd3cba70c1778171ce02c7cf8bfe41cf8838cac69c14801fda5b29e28b1579",
        "h2, eecee10e2ffbb055a29dd081a6ab5ec67db12ceac55dcc87cee0895ab09ef0ac",
        "sqlite, d8396933110b73f65f0a938a5d80fb758e76314a1c2fcbe479e453ef862715d1"
    })
    void staysTheSameInEveryRelease(String dialect, String expected) throws IOException {
        Path script = Path.of("src/test/resources/scripts/checksums", dialect + ".sql");
        assertThat(checksum(Files.readString(script), dialect)).isEqualTo("sha256:" + expected);
    }

    private String checksum(String script) throws IOException {
        return checksum(script, "postgresql");
    }

    private String checksum(String script, String dialect) throws IOException {
        Files.writeString(this.folder.resolve("script.sql"), script);
        return new ScriptLoader(getClass().getClassLoader(), Dialects.named(dialect), List.of())
                .load(List.of("file:" + this.folder))
                .get(0)
                .checksum();
    }
}
