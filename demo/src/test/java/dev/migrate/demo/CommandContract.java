package dev.migrate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrate.demo.CommandProcess.Result;
import dev.migrate.testsupport.DatabaseClient;
import dev.migrate.testsupport.DatabaseClient.Outcome;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A working day at the command line: each command that reads or moves the database, in a process of its own. */
abstract class CommandContract {

    private static final String BRANCH_POINT = "c93d7f50a1be";

    private static final String HEAD = "90c6f1d3b7e4";

    private CommandProcess shop;

    void readsAndMigrates(TestDatabase database, Path folder) {
        this.shop = CommandProcess.on(database, folder);

        Result unknown = this.shop.run("current", "--check-heads", "--json");
        assertThat(unknown.exitCode()).as(unknown.err()).isEqualTo(3);
        assertThat(unknown.json().at("/current")).isEmpty();
        assertThat(unknown.json().at("/pending").asInt()).isEqualTo(11);
        assertThat(unknown.err()).isEmpty();

        assertThat(done("ensure-version").lines()).containsExactly("Migrate's own tables exist.");

        Result branchPoint = done("upgrade", BRANCH_POINT, "--tag", "first");
        assertThat(branchPoint.lines())
                .containsExactly("3 revisions were applied; the database is at " + BRANCH_POINT + ".");
        assertThat(branchPoint.err().lines()).hasSize(3).allMatch(line -> line.startsWith("["));

        assertThat(done("branches").lines()).hasSize(4).last().asString().contains("(current, branch point)");

        Result up = done("upgrade", "--json");
        assertThat(up.json().at("/steps")).hasSize(8);
        assertThat(up.json().at("/current/0").asString()).isEqualTo(HEAD);

        Result history = done("history", "--applied", "-i");
        assertThat(history.out())
                .contains("(current, head) Find orders by day", "|\\", "(merge point) Join catalogue and orders");

        assertThat(done("check", "--json").json().at("/agree").asBoolean()).isTrue();
        assertThat(done("repair", HEAD).lines())
                .containsExactly("There is nothing to repair: revision '%s' is applied.".formatted(HEAD));

        Result down = done("downgrade", "-1");
        assertThat(down.lines()).containsExactly("One revision was reverted; the database is at 3b8e50d7c1a6.");

        Result show = done("show", "head", "--json");
        assertThat(show.json().at("/id").asString()).isEqualTo(HEAD);
        assertThat(show.json().at("/state").asString()).isEqualTo("pending");
        assertThat(show.json().at("/downgrade").asString()).contains("DROP INDEX purchase_order_day");

        assertThat(done("heads", "-q").lines()).containsExactly(HEAD);

        Result stamp = done("stamp", "head", "--json");
        assertThat(stamp.json().at("/current/0").asString()).isEqualTo(HEAD);

        assertThat(done("log", "-n", "2", "--json").json().at("/entries"))
                .extracting(entry -> entry.at("/action").asString())
                .containsExactly("stamp", "downgrade");
    }

    /** Commands whose output depends on the product; the others read the same record by the same queries. */
    void moves(TestDatabase database, Path folder) {
        this.shop = CommandProcess.on(database, folder);

        assertThat(this.shop.run("current", "--check-heads").exitCode()).isEqualTo(3);
        Result branchPoint = done("upgrade", BRANCH_POINT, "--tag", "first");
        assertThat(branchPoint.lines())
                .containsExactly("3 revisions were applied; the database is at " + BRANCH_POINT + ".");
        assertThat(done("upgrade", "--json").json().at("/current/0").asString()).isEqualTo(HEAD);
        assertThat(done("check", "--json").json().at("/agree").asBoolean()).isTrue();
        assertThat(done("downgrade", "-1").lines())
                .containsExactly("One revision was reverted; the database is at 3b8e50d7c1a6.");
        assertThat(done("stamp", "head", "--json").json().at("/current/0").asString())
                .isEqualTo(HEAD);
        assertThat(done("log", "-n", "2", "--json").json().at("/entries"))
                .extracting(entry -> entry.at("/action").asString())
                .containsExactly("stamp", "downgrade");
    }

    /** Prints the scripts without a database and runs them with the database's own client, as a DBA does. */
    void migratesByTheDatabaseClient(TestDatabase database, Path folder) throws IOException, InterruptedException {
        this.shop = CommandProcess.on(database, folder);

        runByClient(database, folder, done("ensure-version", "--sql").out());
        runByClient(database, folder, done("upgrade", "heads", "--sql").out());
        assertThat(done("current", "--check-heads", "--json")
                        .json()
                        .at("/current/0/id")
                        .asString())
                .isEqualTo(HEAD);

        runByClient(
                database,
                folder,
                done("downgrade", "heads:" + BRANCH_POINT, "--sql").out());
        Result behind = this.shop.run("current", "--check-heads", "--json");
        assertThat(behind.exitCode()).as(behind.err()).isEqualTo(3);
        assertThat(behind.json().at("/current/0/id").asString()).isEqualTo(BRANCH_POINT);

        assertThat(done("upgrade", "--json").json().at("/steps")).hasSize(8);
    }

    private static void runByClient(TestDatabase database, Path folder, String script)
            throws IOException, InterruptedException {
        DatabaseClient client = DatabaseClient.of(database);
        Optional<Outcome> outcome = client.run(Files.writeString(folder.resolve("script.sql"), script));
        assumeThat(outcome).as("the client '%s'", client.program()).isPresent();
        assertThat(outcome.get().exitCode()).as(outcome.get().output()).isZero();
    }

    private Result done(String... words) {
        Result result = this.shop.run(words);
        assertThat(result.exitCode()).as("%s: %s", List.of(words), result.err()).isZero();
        return result;
    }
}
