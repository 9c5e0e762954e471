package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.autogenerate.Proposal.Verification;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts for objects that are connected with others that are not compared, on each product. */
abstract class SurroundingsContract {

    private static final String CUSTOMER =
            "create table customer (id bigint not null primary key, name varchar(100), fax varchar(30))";
    private static final String WITHOUT_FAX =
            "create table customer (id bigint not null primary key, name varchar(100))";
    private static final String REPORT = "create view report as select id, fax from customer";

    private TestDatabase database;
    private String other = "";

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
        this.other = otherSchema();
        if (hasOtherSchemas()) {
            run("create schema " + this.other);
        }
    }

    @AfterEach
    void dropOtherSchema() {
        if (hasOtherSchemas()) {
            run("drop table if exists member");
            run("drop schema " + this.other + dropsWithContents());
        }
    }

    /** A schema next to the compared one. */
    String otherSchema() {
        return "other";
    }

    boolean hasOtherSchemas() {
        return true;
    }

    String dropsWithContents() {
        return " cascade";
    }

    @Test
    void refusesToBreakAnExcludedView() {
        run(CUSTOMER, REPORT);

        Proposal proposal = propose(Set.of("report"), WITHOUT_FAX);

        assertBlockedBy("report", proposal);
        assertThat(propose(Set.of(), WITHOUT_FAX, "create view report as select id from customer")
                        .verification())
                .isEqualTo(Verification.SUCCEEDED);
    }

    @Test
    void refusesToDropATableThatAnExcludedTableReferences() {
        assumeTrue(this.database.product() != DatabaseProduct.SQLITE, "it permits keys without a target");
        run(
                CUSTOMER,
                "create table account (id bigint not null primary key, customer_id bigint,"
                        + " constraint fk_customer foreign key (customer_id) references customer (id))");

        Proposal proposal = propose(Set.of("account"));

        assertBlockedBy("account", proposal);
    }

    @Test
    void namesTheForeignKeyOfAnExcludedTableAsTheObstacle() {
        assumeTrue(this.database.product() != DatabaseProduct.SQLITE, "it permits keys without a target");
        String customer = "create table customer (id integer not null primary key, code varchar(10)%s)";
        run(
                customer.formatted(", constraint uq_code unique (code)"),
                "create table account (id bigint not null primary key, code varchar(10),"
                        + " constraint fk_code foreign key (code) references customer (code))");

        Proposal proposal = propose(Set.of("account"), customer.formatted(""));

        assertBlockedBy("account", proposal);
        assertThat(proposal.verification().failure())
                .containsIgnoringCase("drop the foreign key 'fk_code' of 'account' before it")
                .doesNotContainIgnoringCase("drop 'account'");
    }

    @Test
    void referencesAnExcludedTable() {
        run("create table country (code varchar(2) not null primary key)", CUSTOMER);
        String wanted = CUSTOMER.replace(
                "fax varchar(30)",
                "fax varchar(30), country varchar(2), constraint fk_country foreign key (country) references country (code)");

        Proposal proposal = propose(Set.of("country"), wanted);

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        apply(proposal.upgrade());
        assertThat(compare(Set.of("country"), wanted).differences()).isEmpty();
        assertThat(propose(Set.of("country"), wanted.replace("(30)", "(40)")).verification())
                .isEqualTo(Verification.SUCCEEDED);
        apply(proposal.downgrade());
        assertThat(compare(Set.of("country"), CUSTOMER).differences()).isEmpty();
    }

    @Test
    void readsAnExcludedViewOverAComparedTable() {
        run(CUSTOMER, REPORT, "create view summary as select id from report");

        Proposal proposal = propose(
                Set.of("report"),
                CUSTOMER.replace("(100)", "(200)"),
                "create view report as select id, fax from customer",
                "create view summary as select id from report");

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
    }

    @Test
    void renamesColumnThatAViewReads() {
        run(CUSTOMER, REPORT);

        for (String view : List.of(REPORT.replace("fax", "telefax"), REPORT.replace("fax", "telefax as fax"))) {
            Proposal proposal = autogenerate(Set.of(), (object) -> true, CUSTOMER.replace("fax", "telefax"), view)
                    .propose(List.of(rename("customer", "fax", "telefax")));

            assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
            apply(proposal.upgrade());
            assertThat(compare(Set.of(), CUSTOMER.replace("fax", "telefax"), view)
                            .differences())
                    .isEmpty();
            apply(proposal.downgrade());
            assertThat(compare(Set.of(), CUSTOMER, REPORT).differences()).isEmpty();
        }
    }

    @Test
    void renamesColumnThatAViewOverAViewReads() {
        String summary = "create view summary as select fax from report";
        run(CUSTOMER, REPORT, summary);
        String[] wanted = {CUSTOMER.replace("fax", "telefax"), REPORT.replace("fax", "telefax as fax"), summary};

        Proposal proposal =
                autogenerate(Set.of(), (object) -> true, wanted).propose(List.of(rename("customer", "fax", "telefax")));

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        apply(proposal.upgrade());
        assertThat(compare(Set.of(), wanted).differences()).isEmpty();
        apply(proposal.downgrade());
        assertThat(compare(Set.of(), CUSTOMER, REPORT, summary).differences()).isEmpty();
    }

    @Test
    void renamesColumnNextToThoseThatAViewReads() {
        String view = REPORT.replace("fax", "name");
        run(CUSTOMER, view);

        Proposal proposal = autogenerate(Set.of(), (object) -> true, CUSTOMER.replace("fax", "telefax"), view)
                .propose(List.of(rename("customer", "fax", "telefax")));

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(proposal.upgrade()).doesNotContainIgnoringCase("view");
    }

    @Test
    void keepsViewsThatReadARenamedColumn() {
        assumeTrue(this.database.product() != DatabaseProduct.SQLITE, "it renames the columns of the views as well");
        run(
                CUSTOMER,
                REPORT,
                "create view summary as select fax from report",
                "insert into customer values (1, 'Ada', '12')");

        Proposal proposal =
                ofTables(CUSTOMER.replace("fax", "telefax")).propose(List.of(rename("customer", "fax", "telefax")));

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(proposal.drift().differences())
                .as("the models define no views")
                .isEmpty();
        apply(proposal.upgrade());
        assertThat(this.database.jdbc().queryForList("select fax from summary", String.class))
                .containsExactly("12");
        assertThat(ofTables(CUSTOMER.replace("fax", "telefax")).compare().differences())
                .isEmpty();
        apply(proposal.downgrade());
        assertThat(this.database.jdbc().queryForList("select fax from summary", String.class))
                .containsExactly("12");
    }

    @Test
    void keepsViewsThatReadARenamedTable() {
        run(CUSTOMER, REPORT, "insert into customer values (1, 'Ada', '12')");

        Proposal proposal = ofTables(CUSTOMER.replace("customer", "client"))
                .propose(List.of(new Rename(QualifiedName.of(inCase("customer")), null, inCase("client"))));

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        apply(proposal.upgrade());
        assertThat(this.database.jdbc().queryForList("select fax from report", String.class))
                .containsExactly("12");
        apply(proposal.downgrade());
        assertThat(this.database.jdbc().queryForList("select fax from report", String.class))
                .containsExactly("12");
    }

    private Rename rename(String table, String column, String to) {
        return new Rename(QualifiedName.of(inCase(table)), inCase(column), inCase(to));
    }

    /** Returns a name as the catalog spells it. */
    String inCase(String name) {
        return name;
    }

    @Test
    void ignoresAnExcludedViewThatIsBrokenAlready() {
        assumeTrue(
                Set.of(DatabaseProduct.MARIADB, DatabaseProduct.MYSQL, DatabaseProduct.SQLITE)
                        .contains(this.database.product()),
                "the server keeps views from breaking");
        run(
                CUSTOMER,
                REPORT.replace("fax", "name"),
                "create table gone (id bigint)",
                "create view lost as select id from gone",
                "drop table gone");

        assertThat(propose(Set.of("report", "lost"), WITHOUT_FAX).verification())
                .isEqualTo(Verification.SUCCEEDED);
    }

    @Test
    void standsOnAnotherSchema() {
        assumeTrue(hasOtherSchemas(), "there are no schemas");
        String key = "create table member (id bigint not null primary key, account_id bigint,"
                + " constraint fk_account foreign key (account_id) references %s.account (id))".formatted(this.other);
        run("create table %s.account (id bigint not null primary key, login varchar(20))".formatted(this.other));

        Proposal proposal = propose(Set.of(), key);

        assertThat(proposal.verification()).isEqualTo(Verification.SUCCEEDED);
        apply(proposal.upgrade());
        assertThat(compare(Set.of(), key).differences()).isEmpty();
        assertThat(propose(Set.of(), key.replace("account_id bigint", "note varchar(9), account_id bigint"))
                        .verification())
                .isEqualTo(Verification.SUCCEEDED);
        Proposal leaves = propose(Set.of(), "create table member (id bigint not null primary key, account_id bigint)");
        assertThat(leaves.verification()).isEqualTo(Verification.SUCCEEDED);
        assertThat(leaves.upgrade()).doesNotContainIgnoringCase(this.other);
    }

    @Test
    void refusesToBreakAViewInAnotherSchema() {
        assumeTrue(hasOtherSchemas(), "there are no schemas");
        run(CUSTOMER, "create view %s.report as select id, fax from %s".formatted(this.other, qualified("customer")));

        assertBlockedBy(this.other + ".report", propose(Set.of(), WITHOUT_FAX));
        assertThat(propose(Set.of(), CUSTOMER.replace("(100)", "(200)")).verification())
                .isEqualTo(Verification.SUCCEEDED);
    }

    @Test
    void refusesToDropATableThatAnotherSchemaReferences() {
        assumeTrue(hasOtherSchemas(), "there are no schemas");
        run(
                CUSTOMER,
                "create table %s.account (id bigint not null primary key, customer_id bigint, constraint fk_customer foreign key (customer_id) references %s (id))"
                        .formatted(this.other, qualified("customer")));

        assertBlockedBy(this.other + ".account", propose(Set.of()));
    }

    @Test
    void neverComparesWhatIsOutside() {
        assumeTrue(hasOtherSchemas(), "there are no schemas");
        run(
                "create table %s.account (id bigint not null primary key)".formatted(this.other),
                "create table %s.unrelated (id bigint not null primary key)".formatted(this.other),
                "create table member (id bigint not null primary key, account_id bigint,"
                        + " constraint fk_account foreign key (account_id) references %s.account (id))"
                                .formatted(this.other));

        assertThat(compare(
                                Set.of(),
                                "create table member (id bigint not null primary key, account_id bigint,"
                                        + " constraint fk_account foreign key (account_id) references %s.account (id))"
                                                .formatted(this.other))
                        .differences())
                .isEmpty();
    }

    /** Returns the name of a table in the compared schema, as another schema must name it. */
    String qualified(String table) {
        return "public." + table;
    }

    private void assertBlockedBy(String name, Proposal proposal) {
        assertThat(proposal.verification().succeeded()).isFalse();
        assertThat(proposal.verification().failure())
                .containsIgnoringCase("'%s', which is not compared,".formatted(name))
                .contains("Include it in the comparison, or write this change by hand");
    }

    final Drift compare(Set<String> excluded, String... wanted) {
        return autogenerate(excluded, (object) -> true, wanted).compare();
    }

    final Proposal propose(Set<String> excluded, String... wanted) {
        return autogenerate(excluded, (object) -> true, wanted).propose(List.of());
    }

    /** Returns a comparison with models that cannot define views, routines, and types other than enumerated ones. */
    final Autogenerate ofTables(String... wanted) {
        return autogenerate(Set.of(), (object) -> !(object instanceof SqlObject), wanted);
    }

    private Autogenerate autogenerate(Set<String> excluded, Predicate<SchemaObject> owns, String... wanted) {
        return new Autogenerate(
                this.database.dataSource(),
                AutogenerateContract.source(List.of(wanted), owns),
                new AutogenerateSettings(null, (name) -> excluded.stream().noneMatch(name::equalsIgnoreCase), false));
    }

    final TestDatabase database() {
        return this.database;
    }

    final void run(String... statements) {
        Stream.of(statements).forEach(this.database.jdbc()::execute);
    }

    final void apply(String script) {
        AutogenerateContract.statements(script, this.database).forEach(this.database.jdbc()::execute);
    }
}
