package dev.migrate.benchmarks.application;

import com.sun.management.OperatingSystemMXBean;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Desired;
import dev.migrate.autogenerate.Drift;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.Target;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.error.Location;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Compares a database with a file of SQL once and says what that has cost. */
public final class SchemaComparison {

    private SchemaComparison() {}

    /** Compares. Arguments: the URL of the database, the file, the user and the password. */
    public static void main(String... arguments) {
        long begun = System.nanoTime();
        Drift drift = new Autogenerate(
                        new DriverManagerDataSource(arguments[0], arguments[2], arguments[3]),
                        new SqlFile(Path.of(arguments[1])),
                        AutogenerateSettings.DEFAULT)
                .compare();
        System.out.printf(
                "ready elapsed=%d cpu=%d differences=%d%n",
                (System.nanoTime() - begun) / 1_000_000,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000_000,
                drift.differences().size());
    }

    private record SqlFile(Path path) implements ModelSource {

        @Override
        public String name() {
            return "file";
        }

        @Override
        public Desired desired(Target target) {
            List<String> wanted = new ArrayList<>();
            try (Reader reader = Files.newBufferedReader(this.path);
                    Statements statements =
                            target.dialect().lexer().statements(reader, new Location(this.path.toString(), 1))) {
                for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                    wanted.add(next.get().sql());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return new Desired(wanted, Map.of(), Set.of(), List.of(), false, (element) -> true);
        }
    }
}
