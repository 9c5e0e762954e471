package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The disk becomes full after a number of pages. */
@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteDiskFullTests {

    @Test
    void resumesAfterDiskFull(TestDatabase server, @TempDir Path scripts) {
        CrashScenario.of(DatabaseProduct.SQLITE).writeTo(scripts);
        String expected;
        try (TestDatabase whole = server.another()) {
            Instance.upgrade(whole.dataSource(), scripts);
            expected = Snapshot.of(whole, scripts);
        }
        List<Integer> full = new ArrayList<>();
        boolean fits = false;
        for (int pages = 1; !fits; pages++) {
            try (TestDatabase database = server.another()) {
                DriverManagerDataSource small = new DriverManagerDataSource(database.url());
                small.setConnectionProperties(maxPages(pages));
                boolean[] ran = {false};
                String end = CorruptStateContract.disturbed(
                        database,
                        small,
                        scripts,
                        new CorruptStateContract.Disturbance(0, false, () -> {}),
                        () -> ran[0] = Snapshot.isWhole(database, scripts));
                assertThat(end).as("%d pages", pages).isEqualTo(expected);
                fits = ran[0];
                full.add(pages);
            }
        }
        System.out.printf("full disks SQLITE: %d sizes, all as if never full%n", full.size() - 1);
        assertThat(full).hasSizeGreaterThan(10);
    }

    private static Properties maxPages(int pages) {
        Properties properties = new Properties();
        properties.setProperty("max_page_count", String.valueOf(pages));
        return properties;
    }
}
