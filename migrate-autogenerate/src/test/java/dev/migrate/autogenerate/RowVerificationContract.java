package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.render.Warning;
import dev.migrate.render.Warning.Kind;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sampled rows add to a script, on each product. The database itself is empty. */
abstract class RowVerificationContract {

    private TestDatabase database;

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
    }

    /** Returns an unquoted name as the catalog spells it. */
    String inCase(String name) {
        return name;
    }

    /** A type and another one, to which none of its values can be converted. */
    abstract List<String> unconvertible();

    @Test
    void leavesAConversionThatFailsOnEveryValueToTheAuthor() {
        Proposal proposal = propose(
                "create table item (id integer not null primary key, mark %s)"
                        .formatted(unconvertible().get(0)),
                "create table item (id integer not null primary key, mark %s)"
                        .formatted(unconvertible().get(1)));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade())
                .contains("-- migrate:todo " + inCase("item.mark") + " write the conversion from ")
                .containsSubsequence("-- migrate:todo ", "ALTER TABLE item");
        assertThat(proposal.warnings()).extracting(Warning::kind).contains(Kind.TO_WRITE);
    }

    @Test
    void addsNothingIfEveryValueStaysTheSame() {
        Proposal proposal = propose(
                "create table item (id integer not null primary key, title varchar(20), amount integer)",
                "create table item (id integer not null primary key, title varchar(40), amount bigint, born date)");

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade())
                .doesNotContain("migrate:todo", " becomes '", "fails on", "could not be verified");
        assertThat(proposal.downgrade()).doesNotContain("migrate:todo", "could not be verified");
    }

    @Test
    void fillsANewColumnThatIsRequiredAndUnique() {
        Proposal proposal = propose(
                "create table item (id integer not null primary key)",
                "create table item (id integer not null primary key, code varchar(20) not null,"
                        + " constraint uq_code unique (code))");

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade())
                .contains("is a new NOT NULL column")
                .doesNotContain("could not be verified", "fails on");
    }

    @Test
    void findsTheRowsThatAReferenceNeeds() {
        String owner = "create table owner (id integer not null primary key, name varchar(20))";
        String pet = "create table pet (id integer not null primary key, owner_id integer not null,"
                + " kind varchar(20) not null, constraint fk_owner foreign key (owner_id) references owner (id))";

        Proposal proposal = propose(List.of(owner, pet), List.of(owner, pet.replace("varchar(20) not", "integer not")));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade()).doesNotContain("could not be verified", "migrate:todo");
    }

    @Test
    void identifiesRowsWhoseKeyIsDropped() {
        Proposal proposal = propose(
                "create table item (id integer not null primary key, code varchar(20))",
                "create table item (code varchar(20) not null primary key)");

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade()).doesNotContain("could not be verified", "migrate:todo");
    }

    @Test
    void identifiesRowsWhoseKeyBecomesText() {
        Proposal proposal = propose(
                List.of(
                        "create table owner (id integer not null primary key, name varchar(20))",
                        "create table pet (id integer not null primary key, owner_id integer,"
                                + " constraint fk_owner foreign key (owner_id) references owner (id))"),
                List.of(
                        "create table owner (id varchar(20) not null primary key, name varchar(20),"
                                + " constraint uq_name unique (name))",
                        "create table pet (id integer not null primary key, owner_id varchar(20),"
                                + " constraint fk_owner foreign key (owner_id) references owner (id))"));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade()).doesNotContain("could not be verified", "migrate:todo", "fails on ");
    }

    @Test
    void comparesEachRowWithItselfIfTheTypeOfItsKeyChanges() {
        Proposal proposal = propose(
                "create table item (id integer not null primary key, amount integer)",
                "create table item (id bigint not null primary key, amount bigint not null)");

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade()).contains("becomes NOT NULL").doesNotContain("changes values");
    }

    @Test
    void reportsATableWhoseRowsAreAllRefused() {
        String item = "create table item (id integer not null primary key, code varchar(20) not null,"
                + " constraint ck_code check (char_length(code) = 17))";

        Proposal proposal = propose(item, item.replace("varchar(20)", "varchar(40)"));

        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade())
                .contains("-- migrate:warning " + inCase("item")
                        + " could not be verified with rows: the database refuses each sampled row: ");
    }

    final Proposal propose(String current, String wanted) {
        return propose(List.of(current), List.of(wanted));
    }

    final Proposal propose(List<String> current, List<String> wanted) {
        current.forEach((sql) -> this.database.jdbc().execute(sql));
        return new Autogenerate(
                        this.database.dataSource(),
                        AutogenerateContract.source(wanted, (schemaObject) -> true),
                        AutogenerateSettings.DEFAULT)
                .propose(List.of());
    }
}
