package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.migrate.dialect.MariaDbDialect;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the memory that loading allocates, which does not depend on the speed of the machine. */
class LoadCostTests {

    private static final String STATEMENT = "create table account (id int primary key, name varchar(20));\n";

    @Test
    void smallScriptNeedsNoLargeBuffers(@TempDir Path folder) throws IOException {
        int scripts = 200;
        for (int number = 0; number < scripts; number++) {
            write(folder, number, STATEMENT);
        }
        assertThat(allocated(folder) / scripts).as("bytes for each script").isLessThan(24_000);
    }

    @Test
    void lineOfSqlNeedsLittleMoreThanItsTokens(@TempDir Path few, @TempDir Path many) throws IOException {
        int lines = 1000;
        write(few, 1, STATEMENT);
        write(many, 1, STATEMENT.repeat(lines));
        assertThat((allocated(many) - allocated(few)) / (lines - 1))
                .as("bytes for each line")
                .isLessThan(STATEMENT.length() * 40L);
    }

    private static void write(Path folder, int number, String upgrade) throws IOException {
        Files.writeString(
                folder.resolve(number + ".sql"),
                "-- Make it\n--\n-- Revision ID: a%d\n\n-- migrate:upgrade\n%s".formatted(number, upgrade));
    }

    private static long allocated(Path folder) {
        load(folder);
        long before = bytes();
        load(folder);
        return bytes() - before;
    }

    private static void load(Path folder) {
        ScriptLoader loader = new ScriptLoader(LoadCostTests.class.getClassLoader(), new MariaDbDialect(), List.of());
        assertThat(loader.load(List.of("file:" + folder))).isNotEmpty();
    }

    private static long bytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
