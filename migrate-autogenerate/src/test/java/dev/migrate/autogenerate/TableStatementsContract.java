package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statements with which a script changes a table that has rows, on each product. */
abstract class TableStatementsContract {

    private static final Pattern ALTER = Pattern.compile("^ALTER TABLE (\\w+)", Pattern.MULTILINE);

    private static final String OWNER = "create table owner (id bigint not null primary key)";
    private static final String ITEM = """
            create table item (
              id bigint not null primary key,
              code varchar(10) not null,
              price numeric(8, 2) default -1.50,
              weight integer,
              old_note varchar(20),
              old_owner bigint,
              constraint ck_weight check (weight > 0),
              constraint uk_code unique (code),
              constraint fk_old_owner foreign key (old_owner) references owner (id)
            )""";
    private static final String CHANGED = """
            create table item (
              id bigint not null primary key,
              code varchar(300) not null,
              price numeric(12, 2) default -2.50,
              weight bigint,
              amount integer default 0 not null,
              label varchar(20) not null,
              note varchar(30),
              owner_id bigint,
              constraint ck_weight check (weight > 1),
              constraint uk_code unique (code, amount),
              constraint fk_owner foreign key (owner_id) references owner (id)
            )""";
    private static final String INDEX = "create index ix_note on item (note)";

    private TestDatabase database;
    private ScriptTrial trial;

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
        this.trial = new ScriptTrial(empty);
    }

    /** Returns the statements of the upgrade from {@link #ITEM} to {@link #CHANGED}. */
    abstract String changed();

    /** Returns the statements of the downgrade. */
    abstract String changedBack();

    @Test
    void changesTheRowsOfATableOnce() {
        this.trial.run(OWNER, ITEM, "insert into owner values (7)");
        this.trial.run("insert into item values (1, 'a', 3.25, 5, 'x', 7)");

        Proposal proposal = this.trial.propose(OWNER, CHANGED, INDEX);

        assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
        assertThat(withoutComments(proposal.upgrade())).isEqualTo(changed());
        assertThat(withoutComments(proposal.downgrade())).isEqualTo(changedBack());
        assertThat(proposal.upgrade())
                .contains("item.old_note is dropped", "item.old_owner is dropped", "item.label is a new NOT NULL");
        this.trial.apply(proposal.upgrade().replaceAll("(?m)^-- (UPDATE .*) \\.\\.\\.;$", "$1 'L';"));
        assertThat(this.trial.compare(OWNER, CHANGED, INDEX).differences()).isEmpty();
        assertThat(row()).containsEntry("label", "L").containsEntry("amount", 0);
        this.trial.apply(proposal.downgrade());
        assertThat(this.trial.compare(OWNER, ITEM).differences()).isEmpty();
        assertThat(row()).containsEntry("code", "a").containsEntry("weight", 5);
    }

    @Test
    void changesOneTableAfterTheOther() {
        List<String> tables = List.of("c", "a", "b");
        tables.forEach((table) -> this.trial.run(
                "create table %s (id bigint not null primary key, x integer, y integer)".formatted(table)));

        Proposal proposal = this.trial.propose(tables.stream()
                .map(("create table %s (id bigint not null primary key, y bigint, v integer, u integer,"
                        + " constraint uk_%1$s unique (y))")::formatted)
                .toArray(String[]::new));

        assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
        assertThat(tablesOf(proposal.upgrade())).containsExactly("a", "b", "c");
        assertThat(tablesOf(proposal.downgrade())).containsExactly("c", "b", "a");
        assertThat(proposal.upgrade()).containsSubsequence("ADD COLUMN v", "ADD COLUMN u");
        this.trial.apply(proposal.upgrade());
        this.trial.apply(proposal.downgrade());
    }

    /** Returns the tables that a section alters, each once for the statements that follow each other. */
    private static List<String> tablesOf(String section) {
        List<String> tables = new ArrayList<>();
        ALTER.matcher(section).results().map((found) -> found.group(1)).forEach((table) -> {
            if (tables.isEmpty() || !tables.get(tables.size() - 1).equals(table)) {
                tables.add(table);
            }
        });
        return tables;
    }

    private Map<String, Object> row() {
        return this.database.jdbc().queryForMap("select * from item");
    }

    static String withoutComments(String section) {
        return section.replaceAll("(?m)^(--.*)?\\R", "");
    }

    final TestDatabase database() {
        return this.database;
    }

    final ScriptTrial trial() {
        return this.trial;
    }
}
