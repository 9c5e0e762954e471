package dev.migrate.benchmarks.tool;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Alembic, which is not a Java program: {@code apt-get install alembic python3-psycopg2 python3-pymysql}. Each script is
 * one transaction, as with the other tools.
 */
public final class Alembic {

    /** The interpreter of Debian, for which the packages are installed. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String ENVIRONMENT = """
            from alembic import context
            with context.config.attributes["engine"].connect() as connection:
                context.configure(connection=connection, transaction_per_migration=True)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    private static final String PROGRAM = """
            import resource, sys, time
            start = time.monotonic()
            from alembic import command
            from alembic.config import Config
            from sqlalchemy import create_engine
            config = Config()
            config.set_main_option("script_location", sys.argv[2])
            config.attributes["engine"] = create_engine(sys.argv[1])
            command.upgrade(config, "head")
            used = resource.getrusage(resource.RUSAGE_SELF)
            print("ready elapsed=%d cpu=%d" % (
                (time.monotonic() - start) * 1000, (used.ru_utime + used.ru_stime) * 1000))
            """;

    private Alembic() {}

    /** Returns whether it is installed with its drivers. */
    public static boolean isInstalled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(PYTHON, "-c", "import alembic, psycopg2, pymysql")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    /** Writes a history. */
    public static void write(Path folder, Map<String, List<String>> revisions) throws IOException {
        Files.writeString(folder.resolve("env.py"), ENVIRONMENT);
        Path versions = Files.createDirectory(folder.resolve("versions"));
        String previous = "None";
        for (Map.Entry<String, List<String>> revision : revisions.entrySet()) {
            StringBuilder text =
                    new StringBuilder("from alembic import op\nrevision = \"%s\"\ndown_revision = %s\ndef upgrade():\n"
                            .formatted(revision.getKey(), previous));
            revision.getValue().forEach((sql) -> text.append("    op.execute(\"\"\"%s\"\"\")\n".formatted(sql)));
            Files.writeString(versions.resolve(revision.getKey() + ".py"), text);
            previous = "\"" + revision.getKey() + "\"";
        }
    }

    /** Returns the command that upgrades a database. */
    public static List<String> command(TestDatabase database, Path folder) {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        String url = "%s://%s:%s@%s:%d%s"
                .formatted(
                        database.product() == DatabaseProduct.POSTGRESQL ? "postgresql+psycopg2" : "mysql+pymysql",
                        database.user(),
                        database.password(),
                        server.getHost(),
                        server.getPort(),
                        server.getPath());
        return List.of(PYTHON, "-c", PROGRAM, url, folder.toString());
    }
}
