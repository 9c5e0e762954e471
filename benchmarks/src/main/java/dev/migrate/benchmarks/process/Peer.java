package dev.migrate.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The application without a tool, and with each, on the class path that Maven resolved for it. */
enum Peer {

    /** No tool: the database was migrated before. */
    BARE,
    MIGRATE,
    FLYWAY,
    LIQUIBASE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a migration in the format of this tool. */
    String text(int number) {
        return switch (this) {
            case BARE, FLYWAY -> Script.sql(number);
            case MIGRATE -> Script.revision(number);
            case LIQUIBASE -> Script.changeSet(number);
        };
    }

    /** Returns the location where this tool searches for it. */
    String path(int number) {
        return switch (this) {
            case BARE -> "sql/%04d.sql".formatted(number);
            case MIGRATE -> "db/migrate/%04d.sql".formatted(number);
            case FLYWAY -> "db/migration/V%04d__Step.sql".formatted(number);
            case LIQUIBASE -> "db/changelog/changes/%04d.sql".formatted(number);
        };
    }

    /** Returns the class path of the application. */
    List<Path> classPath(Path peers) throws IOException {
        Path target = peers.resolve(label()).resolve("target");
        List<Path> classPath = new ArrayList<>();
        classPath.add(target.resolve("classes"));
        for (String entry :
                Files.readString(target.resolve("class-path")).strip().split(File.pathSeparator, -1)) {
            classPath.add(Path.of(entry));
        }
        return classPath;
    }

    /** Returns the jars that the tool adds to those of the application. */
    List<Path> added(Path peers) throws IOException {
        Set<String> bare = new HashSet<>();
        BARE.classPath(peers).forEach((jar) -> bare.add(jar.getFileName().toString()));
        return classPath(peers).stream()
                .filter((jar) -> !bare.contains(jar.getFileName().toString()))
                .filter((jar) -> !jar.getFileName().toString().startsWith("migrate-peers-"))
                .toList();
    }
}
