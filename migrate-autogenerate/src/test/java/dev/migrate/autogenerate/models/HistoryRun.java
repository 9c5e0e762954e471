package dev.migrate.autogenerate.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.Proposal;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** The changes of an application's entities in one database, which follows them by generated revisions. */
final class HistoryRun {

    private static final Path SCRIPTS = Path.of("target/models");

    private final ModelHistory history;
    private final RevisedDatabase database;
    private int made;

    HistoryRun(ModelHistory history, RevisedDatabase database) {
        this.history = history;
        this.database = database;
    }

    /** Creates the schema of the entities after a number of changes in the empty database. */
    void create(int count) {
        ModelSource models = this.history.models(count, this.database.product());
        Proposal proposal = this.database.propose(models, List.of());
        this.database.upgrade("Create", proposal.upgrade(), proposal.downgrade());
        assertThat(this.database.differences(models)).isEmpty();
        this.made = count;
    }

    /** Returns the number of changes that the database has followed. */
    int made() {
        return this.made;
    }

    /** Makes the change that has this position: up, compared, down, and up again, before it fails. */
    void make(int position) throws IOException, SQLException {
        ModelChange change = this.history.changes().get(position);
        if (!change.appliesTo(this.database.product())) {
            this.made = position + 1;
            return;
        }
        ModelSource models = this.history.models(position + 1, this.database.product());
        this.database.execute(change.rows());
        StoredRows rows = this.database.rows();
        Schema schema = this.database.schema();
        SoftAssertions soft = new SoftAssertions();

        Proposal proposal = this.database.propose(models, change.renames());
        record(proposal, position);
        review(change, proposal, soft);
        String id = this.database.upgrade(
                change.title(), written(proposal.upgrade(), change), written(proposal.downgrade(), change));

        soft.assertThat(this.database.differences(models))
                .as("differences after the upgrade")
                .isEmpty();
        followsUpgrade(change, rows, proposal, soft);
        this.database.downgrade();
        soft.assertThat(SchemaComparison.between(this.database.schema(), schema, ComparisonRules.STRICT))
                .as("differences after the downgrade")
                .isEmpty();
        followsDowngrade(change, rows, soft);
        this.database.upgradeAgain(id);
        this.made = position + 1;
        soft.assertAll();
    }

    /** Writes the script to a file, to be read. */
    private void record(Proposal proposal, int position) throws IOException {
        Path folder = Files.createDirectories(
                SCRIPTS.resolve(this.database.product().name().toLowerCase(Locale.ROOT)));
        Files.writeString(
                folder.resolve("%s-%d.sql".formatted(this.history.name(), position + 1)),
                proposal.upgrade() + "\n-- migrate:downgrade\n" + proposal.downgrade());
    }

    /** Returns a section in which the author has replaced the comments. */
    private String written(String section, ModelChange change) {
        return section.lines()
                .map((line) -> change.written().entrySet().stream()
                        .filter((entry) -> startsWith(line, "-- " + entry.getKey()))
                        .map((entry) -> this.database.inDialect(entry.getValue()) + ";")
                        .findFirst()
                        .orElse(line))
                .collect(Collectors.joining("\n"));
    }

    private boolean startsWith(String line, String start) {
        String comment = this.database.inDialect(start);
        return line.regionMatches(true, 0, comment, 0, comment.length());
    }

    private void review(ModelChange change, Proposal proposal, SoftAssertions soft) {
        String both = proposal.upgrade() + proposal.downgrade();
        change.written()
                .keySet()
                .forEach((comment) -> soft.assertThat(both.lines())
                        .as("a comment for the author: %s", comment)
                        .anyMatch((line) -> startsWith(line, "-- " + comment)));
        change.statements(this.database.product())
                .forEach((words) -> soft.assertThat(proposal.upgrade().replaceAll("\\s+", " "))
                        .containsIgnoringCase(this.database.inDialect(words)));
        soft.assertThat(statements(proposal.upgrade())).doesNotHaveDuplicates();
        soft.assertThat(statements(proposal.downgrade())).doesNotHaveDuplicates();
        Set<String> warned = proposal.warnings().stream()
                .map((warning) -> warning.subject().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(inDialect(change.warned(this.database.product())));
        soft.assertThat(warned)
                .as("the objects with warnings in\n%s", proposal.upgrade())
                .isEqualTo(expected);
    }

    private static List<String> statements(String section) {
        String uncommented =
                section.lines().filter((line) -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Stream.of(uncommented.split(";\\s*\\n"))
                .map(String::strip)
                .filter((sql) -> !sql.isEmpty())
                .toList();
    }

    private void followsUpgrade(ModelChange change, StoredRows before, Proposal proposal, SoftAssertions soft)
            throws SQLException {
        StoredRows after = this.database.rows();
        StoredRows renamed = renamed(before, change);
        List<String> lost = inDialect(change.lost());
        soft.assertThat(renamed.missingIn(after))
                .as("values lost by the upgrade")
                .containsExactlyInAnyOrderElementsOf(lost);
        List<String> altered = inDialect(change.altered());
        soft.assertThat(after.without(altered).changedFrom(renamed.without(altered)))
                .as("rows that the upgrade changes")
                .isEmpty();
        for (Map.Entry<String, List<String>> result : change.results().entrySet()) {
            soft.assertThat(this.database.query(result.getKey()))
                    .as(result.getKey())
                    .containsExactlyElementsOf(result.getValue());
        }
    }

    private void followsDowngrade(ModelChange change, StoredRows before, SoftAssertions soft) throws SQLException {
        List<String> lost = new ArrayList<>(inDialect(change.lost()));
        lost.addAll(inDialect(change.altered()));
        StoredRows after = this.database.rows();
        soft.assertThat(after.tables().keySet()).isEqualTo(before.tables().keySet());
        soft.assertThat(before.without(lost).missingIn(after))
                .as("values lost by the downgrade")
                .isEmpty();
        soft.assertThat(after.without(lost).changedFrom(before.without(lost)))
                .as("rows that differ after the downgrade")
                .isEmpty();
    }

    private StoredRows renamed(StoredRows rows, ModelChange change) {
        Map<String, String> tables = new HashMap<>();
        Map<String, String> columns = new HashMap<>();
        for (String rename : inDialect(change.renames())) {
            String[] parts = rename.split(":");
            (rows.tables().containsKey(parts[0]) ? tables : columns).put(parts[0], parts[1]);
        }
        return rows.renamed(
                (table) -> tables.getOrDefault(table, table),
                (column) -> columns.getOrDefault(column, column.substring(column.lastIndexOf('.') + 1)));
    }

    private List<String> inDialect(List<String> names) {
        return names.stream().map(this.database::inDialect).toList();
    }
}
