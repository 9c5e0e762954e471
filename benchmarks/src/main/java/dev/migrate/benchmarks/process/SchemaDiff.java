package dev.migrate.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long a comparison of a database with many tables takes. Migrate compares the database with the
 * SQL of the target schema, which it creates in a scratch database; Liquibase compares two databases. Both use the same
 * schemas, one after the other, each time in a fresh JVM.
 *
 * <p>Arguments: the number of rounds (3), and of tables (1000).
 */
public final class SchemaDiff {

    private static final String COMPARISON = "dev.migrate.benchmarks.application.SchemaComparison";
    private static final String LIVE = "migrate_diff_live";
    private static final String WANTED = "migrate_diff_wanted";
    private static final List<Peer> PEERS = List.of(Peer.MIGRATE, Peer.LIQUIBASE);

    private SchemaDiff() {}

    /** Measures, and prints a table. */
    public static void main(String... arguments) throws IOException, InterruptedException, SQLException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int tables = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Server server = Server.ofEnvironment();
        WideSchema schema = new WideSchema(tables);
        Path wanted = Files.createTempFile("migrate-wanted", ".sql");
        try {
            Files.writeString(wanted, String.join(";\n", schema.wanted()) + ";\n");
            make(server, LIVE, schema.live());
            long start = System.nanoTime();
            make(server, WANTED, schema.wanted());
            double making = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d tables, 3 differences; %d rounds, medians%n%s, PostgreSQL %s%n%n",
                    tables,
                    rounds,
                    Machine.describe(),
                    server.version());
            print(measure(server, wanted, rounds), making);
        } finally {
            server.drop(LIVE);
            server.drop(WANTED);
            Files.delete(wanted);
        }
    }

    private static void make(Server server, String database, List<String> statements) throws SQLException {
        server.create(database);
        server.execute(database, statements);
        server.execute(database, List.of("analyze"));
    }

    private static Samples<Peer> measure(Server server, Path wanted, int rounds)
            throws IOException, InterruptedException {
        Samples<Peer> samples = new Samples<>();
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : PEERS) {
                List<String> arguments = List.of(
                        server.url(LIVE),
                        peer == Peer.MIGRATE ? wanted.toString() : server.url(WANTED),
                        server.user(),
                        server.password());
                samples.add(
                        peer, JavaProcess.run(peer.classPath(Path.of("benchmarks", "peers")), COMPARISON, arguments));
            }
        }
        return samples;
    }

    private static void print(Samples<Peer> samples, double making) {
        System.out.printf("%-10s %10s %10s %10s %12s%n", "", "comparing", "process", "CPU", "differences");
        PEERS.forEach((peer) -> System.out.printf(
                Locale.ROOT,
                "%-10s %8.2f s %8.2f s %8.2f s %12d%n",
                peer.label(),
                samples.median(peer, "elapsed") / 1e3,
                samples.median(peer, "wall") / 1e3,
                samples.median(peer, "cpu") / 1e3,
                samples.median(peer, "differences")));
        System.out.printf(
                Locale.ROOT,
                "%nLiquibase takes %.1f times as long as Migrate; the second database that it is given took %.2f s to make.%n",
                (double) samples.median(Peer.LIQUIBASE, "elapsed") / samples.median(Peer.MIGRATE, "elapsed"),
                making);
    }
}
