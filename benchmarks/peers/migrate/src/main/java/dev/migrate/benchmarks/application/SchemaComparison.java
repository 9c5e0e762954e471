package dev.migrate.benchmarks.application;

import com.sun.management.OperatingSystemMXBean;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Drift;
import dev.migrate.autogenerate.SqlFile;
import java.lang.management.ManagementFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Compares a database with a file of SQL once and says what that has cost. */
public final class SchemaComparison {

    private SchemaComparison() {}

    /** Compares a database with a file. Arguments: the URL, the file, the user, and the password. */
    public static void main(String... arguments) {
        long start = System.nanoTime();
        Drift drift = Autogenerate.of(
                        new DriverManagerDataSource(arguments[0], arguments[2], arguments[3]),
                        new SqlFile(new FileSystemResource(arguments[1])))
                .compare();
        System.out.printf(
                "ready elapsed=%d cpu=%d differences=%d%n",
                (System.nanoTime() - start) / 1_000_000,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000_000,
                drift.differences().size());
    }
}
