package dev.migrate.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what a migration tool adds to the start of a Spring Boot application whose database is up to date. Starts the
 * application without a tool and with each, in alternation, each time in a fresh JVM.
 *
 * <p>Arguments: the number of rounds (15), and of migrations (100).
 */
public final class StartupCost {

    private static final String APPLICATION = "dev.migrate.benchmarks.application.StartedApplication";

    private final Server server = Server.ofEnvironment();
    private final Path peers;
    private final Path scripts;
    private final int migrations;

    private StartupCost(Path peers, Path scripts, int migrations) {
        this.peers = peers;
        this.scripts = scripts;
        this.migrations = migrations;
    }

    /** Measures, and prints a table. */
    public static void main(String... arguments) throws IOException, InterruptedException, SQLException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        int migrations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Path folder = Files.createTempDirectory("migrate-startup");
        StartupCost cost = new StartupCost(Path.of("benchmarks", "peers"), folder, migrations);
        try {
            cost.prepare();
            cost.measure(rounds);
        } finally {
            cost.clean();
        }
    }

    /** Creates a database for each tool and runs the migrations. */
    private void prepare() throws IOException, InterruptedException, SQLException {
        for (Peer peer : Peer.values()) {
            this.server.create(database(peer));
            ScriptJar.write(scripts(peer), peer, this.migrations);
        }
        for (int number = 1; number <= this.migrations; number++) {
            this.server.execute(database(Peer.BARE), List.of(Peer.BARE.text(number)));
        }
        for (Peer peer : Peer.values()) {
            start(peer, this.server);
        }
    }

    private Map<String, Long> start(Peer peer, Server through) throws IOException, InterruptedException {
        List<Path> classPath = new ArrayList<>();
        classPath.add(scripts(peer));
        classPath.addAll(peer.classPath(this.peers));
        return JavaProcess.run(
                classPath,
                APPLICATION,
                List.of(
                        "--spring.datasource.url=" + through.url(database(peer)),
                        "--spring.datasource.username=" + through.user(),
                        "--spring.datasource.password=" + through.password(),
                        // the connections that the application itself needs, and not those that the pool opens
                        // meanwhile
                        "--spring.datasource.hikari.minimum-idle=0",
                        "--spring.main.banner-mode=off"));
    }

    private void measure(int rounds) throws IOException, InterruptedException, SQLException {
        System.out.printf(
                "%d migrations, applied before; %d rounds, medians%n%s, PostgreSQL %s%n%n",
                this.migrations, rounds, Machine.describe(), this.server.version());
        Samples<Peer> samples = new Samples<>();
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : Peer.values()) {
                samples.add(peer, start(peer, this.server));
            }
        }
        System.out.printf(
                "%-10s %9s %9s %9s %9s %8s %6s %6s %7s%n",
                "", "JVM", "context", "wall", "CPU", "classes", "trips", "jars", "MB");
        for (Peer peer : Peer.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %6d ms %6d ms %6d ms %6d ms %8d %6d %6d %7.2f%n",
                    peer.label(),
                    samples.median(peer, "uptime"),
                    samples.median(peer, "started"),
                    samples.median(peer, "wall"),
                    samples.median(peer, "cpu"),
                    samples.median(peer, "classes"),
                    roundTrips(peer),
                    peer.added(this.peers).size(),
                    megabytes(peer.added(this.peers)));
        }
        System.out.printf("%nadded to the bare application, and as a multiple of what Migrate adds%n");
        for (Peer peer : List.of(Peer.MIGRATE, Peer.FLYWAY, Peer.LIQUIBASE)) {
            System.out.printf("%-10s", peer.label());
            for (String key : List.of("uptime", "started", "wall", "cpu", "classes")) {
                long bare = samples.median(Peer.BARE, key);
                long added = samples.median(peer, key) - bare;
                double ours = samples.median(Peer.MIGRATE, key) - bare;
                System.out.printf(Locale.ROOT, "  %s +%d (x%.1f)", key, added, added / ours);
            }
            System.out.println();
        }
    }

    private int roundTrips(Peer peer) throws IOException, InterruptedException {
        try (Wire wire = new Wire(this.server.host(), this.server.port())) {
            start(peer, this.server.at(wire.port()));
            return wire.roundTrips();
        }
    }

    private static double megabytes(List<Path> jars) throws IOException {
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        return bytes / 1e6;
    }

    private void clean() throws IOException, SQLException {
        for (Peer peer : Peer.values()) {
            this.server.drop(database(peer));
            Files.deleteIfExists(scripts(peer));
        }
        Files.deleteIfExists(this.scripts);
    }

    private Path scripts(Peer peer) {
        return this.scripts.resolve(peer.label() + ".jar");
    }

    private static String database(Peer peer) {
        return "migrate_startup_" + peer.label();
    }
}
