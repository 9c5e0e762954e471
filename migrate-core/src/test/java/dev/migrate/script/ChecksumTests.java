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
        assertThat(checksum(SCRIPT.replace("-- Customers pay.", "/* Nobody /* pays */; */")))
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

    private String checksum(String script) throws IOException {
        Files.writeString(this.folder.resolve("script.sql"), script);
        return new ScriptLoader(getClass().getClassLoader(), Dialects.named("postgresql"), List.of())
                .load(List.of("file:" + this.folder))
                .get(0)
                .checksum();
    }
}
