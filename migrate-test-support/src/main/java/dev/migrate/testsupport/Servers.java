package dev.migrate.testsupport;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The servers of a run. Each is searched for on its first request, in a fixed order of sources. */
final class Servers implements AutoCloseable {

    private final Function<DatabaseProduct, List<ServerSource>> sources;

    private final boolean continuousIntegration;

    private final Consumer<String> reader;

    private final Map<DatabaseProduct, Server> found = new EnumMap<>(DatabaseProduct.class);

    private final Map<DatabaseProduct, String> missing = new EnumMap<>(DatabaseProduct.class);

    /**
     * Creates the servers of a run.
     *
     * @param sources returns the sources to look for a product, the preferred one first
     * @param continuousIntegration whether products other than MySQL are required
     * @param reader receives the report at the end of the run
     */
    Servers(
            Function<DatabaseProduct, List<ServerSource>> sources,
            boolean continuousIntegration,
            Consumer<String> reader) {
        this.sources = sources;
        this.continuousIntegration = continuousIntegration;
        this.reader = reader;
    }

    /**
     * Returns the reason why a product is unavailable, or an empty result if it is available.
     *
     * @throws IllegalStateException if the product is unavailable but required
     */
    synchronized Optional<String> whyMissing(DatabaseProduct product) {
        if (!this.found.containsKey(product) && !this.missing.containsKey(product)) {
            look(product);
        }
        Optional<String> why = Optional.ofNullable(this.missing.get(product));
        if (why.isPresent() && mustBeThere(product)) {
            throw new IllegalStateException(product + " is required because CI=true, but is unavailable: " + why.get()
                    + ". MIGRATE_TEST_" + product + "_URL, _USER, and _PASSWORD specify a server.");
        }
        return why;
    }

    /** Returns a new database. */
    TestDatabase create(DatabaseProduct product) {
        return server(product).create();
    }

    /** Returns an empty database, which another test might have used before. */
    TestDatabase lend(DatabaseProduct product) {
        return server(product).lend();
    }

    private synchronized Server server(DatabaseProduct product) {
        Optional<String> why = whyMissing(product);
        Server server = this.found.get(product);
        if (server == null) {
            throw new IllegalStateException(product + " is unavailable: " + why.orElse("it was not requested"));
        }
        return server;
    }

    /** Returns the report at the end of a run, or an empty result if no test requested a database. */
    synchronized String report() {
        String here = this.found.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().description())
                .collect(Collectors.joining(", "));
        String notHere = this.missing.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        if (here.isEmpty() && notHere.isEmpty()) {
            return "";
        }
        return "databases: " + (here.isEmpty() ? "none" : here) + (notHere.isEmpty() ? "" : "; not run: " + notHere);
    }

    @Override
    public synchronized void close() {
        String report = report();
        if (!report.isEmpty()) {
            this.reader.accept(report);
        }
        this.found.values().forEach(Server::close);
        this.found.clear();
    }

    private boolean mustBeThere(DatabaseProduct product) {
        return this.continuousIntegration && product != DatabaseProduct.MYSQL;
    }

    private void look(DatabaseProduct product) {
        List<String> reasons = new ArrayList<>();
        for (ServerSource source : this.sources.apply(product)) {
            try {
                this.found.put(product, source.find());
                return;
            } catch (UnavailableException e) {
                reasons.add(e.getMessage());
            }
        }
        this.missing.put(product, String.join(", ", reasons));
    }
}
