package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.dialect.Dialects;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Wording;
import dev.migrate.render.Warning;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a target schema in SQL to a script that upgrades to it and downgrades again, on each product. */
abstract class AutogenerateContract {

    private static final String AUTHOR =
            "create table author (id bigint not null primary key, name varchar(100) not null)";
    private static final String BOOK = """
            create table book (
              id bigint not null primary key,
              title varchar(200) not null,
              isbn varchar(20) unique,
              author_id bigint not null,
              constraint fk_book_author foreign key (author_id) references author (id)
            )""";

    private TestDatabase database;

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
    }

    /** A query for the names of all scratch places on the server. */
    abstract String places();

    final TestDatabase database() {
        return this.database;
    }

    @Test
    void findsNothingIfModelsAndDatabaseAgree() {
        run(AUTHOR, BOOK);

        assertThat(compare(AUTHOR, BOOK).differences()).isEmpty();
    }

    @Test
    void createsSchemaOfModelsInEmptyDatabase() {
        Proposal proposal = propose(AUTHOR, BOOK);

        assertProved(proposal);
        assertThat(proposal.warnings()).isEmpty();
        apply(proposal.upgrade());
        assertThat(compare(AUTHOR, BOOK).differences()).isEmpty();
        apply(proposal.downgrade());
        assertThat(compare().differences()).isEmpty();
    }

    @Test
    void namesTheColumnsOfAConstraintWithAGeneratedName() {
        String item = "create table item (id bigint not null primary key, code varchar(10), region varchar(10)%s)";
        run(item.formatted(", constraint UK6dotkott2kjsp8vw4d0m25fb7 unique (code, region)"));

        Drift drift = compare(item.formatted(""));

        assertThat(drift.differences())
                .extracting((difference) -> difference.subject().toLowerCase(Locale.ROOT))
                .containsExactly("item(code, region)");
    }

    @Test
    void writesCircularForeignKeys() {
        String[] circle = {
            "create table department (id bigint not null primary key, head_id bigint)",
            "create table employee (id bigint not null primary key, department_id bigint,"
                    + " constraint fk_works foreign key (department_id) references department (id))"
        };
        if (!addsKeysLater()) {
            circle[0] = circle[0].replace(
                    "head_id bigint",
                    "head_id bigint, constraint fk_head foreign key (head_id) references employee (id)");
            assertProved(propose(circle));
            return;
        }
        assertProved(propose(
                circle[0],
                circle[1],
                "alter table department add constraint fk_head foreign key (head_id) references employee (id)"));
    }

    @Test
    void changesColumnToGeneratedColumn() {
        String plain = "create table item (id bigint not null primary key, price integer, vat integer, gross integer)";
        String gross = plain.replace("gross integer", "gross integer " + derived("price + vat"));
        String vat = plain.replace("vat integer", "vat integer " + derived("price * 2"));
        run(plain);

        for (String wanted : List.of(gross, vat, plain)) {
            Proposal proposal = propose(wanted);

            assertProved(proposal);
            apply(proposal.upgrade());
            assertThat(compare(wanted).differences()).isEmpty();
        }
    }

    /** Returns the clause of a generated column. */
    String derived(String expression) {
        return "generated always as (%s) stored".formatted(expression);
    }

    /** Whether a foreign key can be added to a table that is there. */
    boolean addsKeysLater() {
        return true;
    }

    @Test
    void addsNotNullColumnToTableWithRows() {
        run(AUTHOR, "insert into author (id, name) values (1, 'Ada')");

        Proposal proposal = propose(
                "create table author (id bigint not null primary key, name varchar(100) not null, born integer not null)");

        assertThat(summaries(proposal)).containsExactly("ADD column");
        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.warnings())
                .singleElement()
                .asString()
                .contains(inCase("author.born"))
                .contains("is a new NOT NULL column");
        assertThat(proposal.upgrade()).containsOnlyOnce("-- migrate:warning " + inCase("author.born"));
        assertAddsColumnInTwoSteps(proposal.upgrade());
        assertThat(propose("create table author (id bigint not null primary key, name varchar(100) not null,"
                                + " born integer not null)")
                        .downgrade())
                .doesNotContain("UPDATE");
    }

    /** The statement to complete is between the two, in a comment. */
    void assertAddsColumnInTwoSteps(String upgrade) {
        assertThat(upgrade)
                .containsPattern("(?s)ADD COLUMN born INT[^;]*;\\R\\R-- migrate:warning \\S+ is a new NOT NULL column"
                        + "[^\n]*\\R-- UPDATE author SET born = \\.\\.\\.;\\RALTER TABLE author [^;]* NOT NULL;");
    }

    @Test
    void restoresNotNullColumnOfTableWithRows() {
        run(AUTHOR);

        Proposal proposal = propose("create table author (id bigint not null primary key)");

        assertProved(proposal);
        apply(proposal.upgrade());
        run("insert into author (id) values (1)");
        assertThat(proposal.downgrade()).contains("is a new NOT NULL column");
    }

    @Test
    void warnsOnceThatTheDowngradeDropsCreatedObjects() {
        run(AUTHOR);

        Proposal proposal = propose(
                AUTHOR.replace("name varchar", "born integer, name varchar"),
                "create table a (id bigint not null primary key)",
                "create table b (id bigint not null primary key)",
                "create table c (id bigint not null primary key)");

        assertProved(proposal);
        assertThat(proposal.downgrade())
                .startsWith("-- migrate:warning ")
                .containsOnlyOnce("migrate:warning")
                .contains(" and 1 more are dropped with their contents; the upgrade created them\n");
    }

    @Test
    void warnsOfDataLoss() {
        run(AUTHOR, BOOK);

        Proposal proposal = propose("create table author (id bigint not null primary key)");

        assertProved(proposal);
        assertThat(summaries(proposal)).containsExactlyInAnyOrder("DROP column", "DROP table");
        assertThat(proposal.warnings())
                .extracting((warning) -> warning.kind() + " " + warning.subject())
                .containsExactlyInAnyOrder("LOSES_DATA " + inCase("author.name"), "LOSES_DATA " + inCase("book"));
    }

    @Test
    void warnsOfRounding() {
        run("create table bill (id bigint not null primary key, amount numeric(12,4))");
        run("insert into bill (id, amount) values (1, 1.2345), (2, 7.5)");

        Proposal proposal = propose("create table bill (id bigint not null primary key, amount numeric(12,2))");

        assertProved(proposal);
        if (!roundsNumbers()) {
            assertThat(proposal.upgrade())
                    .contains("does not fit stays as it is")
                    .doesNotContain("rounded");
            return;
        }
        assertThat(proposal.upgrade()).contains(" are rounded to 2 digits").doesNotContain("fail");
        assertThat(counts(proposal.upgrade())).containsExactly(1L);
        assertThat(proposal.downgrade()).doesNotContain("rounded").contains("too large makes it fail");
        assertThat(counts(proposal.downgrade())).containsExactly(0L);
        apply(proposal.upgrade());
        assertThat(this.database.jdbc().queryForObject("select amount from bill where id = 1", BigDecimal.class))
                .isEqualByComparingTo("1.23");
    }

    @Test
    void givesTheNameOfAnIndexToAnotherTable() {
        String first = "create table first_one (id bigint not null primary key, code int not null)";
        String second = "create table second_one (id bigint not null primary key, code int not null)";
        run(first, second, "create index taken on second_one (code)");

        Proposal proposal = propose(first, second, "create index taken on first_one (code)");

        assertProved(proposal);
    }

    @Test
    void givesTheNameOfAKeyToANewTable() {
        String old = "create table old_one (id bigint not null primary key, code int not null%s)";
        run(old.formatted(", constraint taken unique (code)"));

        Proposal proposal = propose(
                old.formatted(""),
                "create table fresh_one (id bigint not null primary key, code int not null, constraint taken unique (code))");

        assertProved(proposal);
    }

    @Test
    void doesNotWarnIfEveryNumberFits() {
        run("create table bill (id bigint not null primary key, amount numeric(12,2))");

        for (String wider : List.of("14,4", "14,2")) {
            Proposal proposal =
                    propose("create table bill (id bigint not null primary key, amount numeric(%s))".formatted(wider));

            assertProved(proposal);
            if (roundsNumbers()) {
                assertThat(proposal.warnings())
                        .extracting(Warning::toString)
                        .allSatisfy((warning) -> assertThat(warning)
                                .contains("no value changes")
                                .doesNotContain("does not fit", "rounded"));
                assertThat(proposal.downgrade()).contains("count(*)");
            }
        }
    }

    @Test
    void warnsOfStricterChecksOnly() {
        String narrow = "create table task (id bigint not null primary key, state varchar(9), rank integer,"
                + " constraint ck_state check (state in ('NEW', 'DONE')), constraint ck_rank check (rank between 1 and 2))";
        run(narrow.replace("rank", "place"));

        Proposal proposal = propose(narrow.replace("rank", "place")
                .replace("'DONE'", "'DONE', 'GONE'")
                .replace("and 2", "and 3"));

        assertProved(proposal);
        assertThat(proposal.warnings()).isEmpty();
        assertThat(counts(proposal.downgrade())).containsExactly(0L, 0L);
    }

    @Test
    void doesNotWarnOfConstraintsOnEmptyColumns() {
        run(AUTHOR, "create table book (id bigint not null primary key)");

        Proposal proposal = propose(
                AUTHOR,
                "create table book (id bigint not null primary key, isbn varchar(20), place integer, author_id bigint,"
                        + " constraint uq_isbn unique (isbn), constraint ck_place check (place between 0 and 2),"
                        + " constraint fk_author foreign key (author_id) references author (id))");

        assertProved(proposal);
        assertThat(proposal.warnings()).isEmpty();
    }

    @Test
    void warnsOfConstraintOnNewColumnWithValues() {
        run("create table book (id bigint not null primary key)");

        Proposal proposal = propose("create table book (id bigint not null primary key, place integer default 7,"
                + " constraint uq_place unique (place), constraint ck_place check (place between 0 and 2))");

        assertProved(proposal);
        assertThat(proposal.warnings()).hasSize(2);
    }

    @Test
    void findsRowsThatViolateNewConstraints() {
        String book = "create table book (id bigint not null primary key, place integer, author_id bigint";
        run(AUTHOR, book + ")", "insert into book (id, place, author_id) values (1, 5, null), (2, 1, 9), (3, -1, 9)");

        Proposal proposal = propose(
                AUTHOR,
                book + ", constraint ck_place check (place between 0 and 2),"
                        + " constraint fk_author foreign key (author_id) references author (id))");

        assertProved(proposal);
        assertThat(counts(proposal.upgrade())).containsExactly(2L, 2L);
    }

    /** Whether a column has the digits of its type, and no more. */
    boolean roundsNumbers() {
        return true;
    }

    /** Returns the counts of the queries in the warnings of a section. */
    private List<Long> counts(String section) {
        return section.lines()
                .filter((line) -> line.startsWith("-- migrate:warning ") && line.contains("; SELECT count(*)"))
                .map((line) ->
                        this.database.jdbc().queryForObject(line.substring(line.indexOf("; SELECT") + 2), Long.class))
                .toList();
    }

    @Test
    void appliesColumnRename() {
        run(AUTHOR, BOOK);
        String renamed = BOOK.replace("title", "heading");

        Proposal guess = propose(AUTHOR, renamed);
        assertThat(guess.likelyRenames()).containsExactly(new Rename(name("book"), inCase("title"), inCase("heading")));
        assertThat(summaries(guess)).containsExactlyInAnyOrder("ADD column", "DROP column");

        Proposal proposal = propose(guess.likelyRenames(), AUTHOR, renamed);
        assertProved(proposal);
        assertThat(proposal.drift().differences()).isEmpty();
        assertThat(proposal.warnings())
                .singleElement()
                .asString()
                .isEqualTo(inCase("book.heading") + " is renamed from " + inCase("title")
                        + "; instances not yet replaced still use the old name");
        apply(proposal.upgrade());
        assertThat(compare(AUTHOR, renamed).differences()).isEmpty();
    }

    @Test
    void appliesRenameOfColumnsInExpressions() {
        String item = "create table item (id bigint not null primary key, price integer, vat integer, gross integer "
                + derived("price + vat") + ", constraint ck_price check (price > vat))";
        String renamed = item.replace("price", "cost").replace("vat", "tax").replace("ck_cost", "ck_price");
        run(item);

        Proposal proposal = propose(
                List.of(
                        new Rename(name("item"), inCase("price"), inCase("cost")),
                        new Rename(name("item"), inCase("vat"), inCase("tax"))),
                renamed);

        assertProved(proposal);
        assertThat(proposal.warnings()).extracting(Warning::kind).containsOnly(Warning.Kind.NOT_ROLLING);
        apply(proposal.upgrade());
        assertThat(compare(renamed).differences()).isEmpty();
        apply(proposal.downgrade());
        assertThat(compare(item).differences()).isEmpty();
    }

    @Test
    void appliesRenameOfKeyColumn() {
        String[] loans = {
            AUTHOR,
            "create table shelf (row_no int not null, place int not null, constraint pk_shelf primary key (row_no, place))",
            """
            create table loan (
              shelf_row int not null, shelf_place int not null, author_id bigint not null,
              constraint pk_loan primary key (author_id, shelf_row, shelf_place),
              constraint uq_loan unique (shelf_place, author_id),
              constraint fk_loan_author foreign key (author_id) references author (id),
              constraint fk_loan_shelf foreign key (shelf_row, shelf_place) references shelf (row_no, place)
            )"""
        };
        run(loans);
        String[] wanted = {
            loans[0],
            loans[1].replace("row_no", "line_no"),
            loans[2].replace("author_id", "writer_id").replace("(row_no", "(line_no")
        };

        Proposal proposal = propose(
                List.of(
                        new Rename(name("loan"), inCase("author_id"), inCase("writer_id")),
                        new Rename(name("shelf"), inCase("row_no"), inCase("line_no"))),
                wanted);

        assertProved(proposal);
        assertThat(proposal.drift().differences()).isEmpty();
        apply(proposal.upgrade());
        assertThat(compare(wanted).differences()).isEmpty();
    }

    @Test
    void replacesPrimaryKeyColumn() {
        run(AUTHOR, "create table shelf (old_id bigint not null, place int not null, primary key (old_id))");

        Proposal proposal =
                propose(AUTHOR, "create table shelf (id bigint not null, place int not null, primary key (id))");

        assertProved(proposal);
        assertThat(summaries(proposal)).containsExactlyInAnyOrder("ADD column", "DROP column", "ALTER pk[def]");
    }

    @Test
    void removesColumnFromPrimaryKey() {
        run("create table shelf (id bigint not null, place int not null, spot int, primary key (id, place))");

        Proposal smaller = propose("create table shelf (id bigint not null, place int, spot int, primary key (id))");
        assertProved(smaller);
        assertThat(summaries(smaller)).containsExactlyInAnyOrder("ALTER column[notnull]", "ALTER pk[def]");

        assertProved(propose(
                "create table shelf (id bigint not null, place int, spot int not null, primary key (id, spot))"));
    }

    @Test
    void appliesTableRename() {
        run(AUTHOR, BOOK);
        String[] renamed = {
            AUTHOR.replace("table author", "table writer"), BOOK.replace("references author", "references writer")
        };

        Proposal proposal = propose(List.of(new Rename(name("author"), null, inCase("writer"))), renamed);

        assertProved(proposal);
        assertThat(proposal.drift().differences()).isEmpty();
    }

    /** A new sequence would give out the numbers that the rows of the table have already. */
    @Test
    void renamesSequenceWithItsTable() {
        assumeTrue(hasSequences(), "there are no sequences");
        run(AUTHOR, "create sequence author_seq increment by 50");
        long given = next("author_seq");
        String[] wanted = {AUTHOR.replace("author", "writer"), "create sequence writer_seq increment by 50"};

        Proposal proposal = propose(List.of(new Rename(name("author"), null, inCase("writer"))), wanted);

        assertProved(proposal);
        assertThat(proposal.drift().differences()).isEmpty();
        assertThat(proposal.renames()).contains(new Rename(name("author_seq"), null, inCase("writer_seq")));
        apply(proposal.upgrade());
        assertThat(next("writer_seq")).isGreaterThan(given);
        apply(proposal.downgrade());
        assertThat(next("author_seq")).isGreaterThan(given + 50);
    }

    @Test
    void warnsOfNewSequenceUnlessItStartsAboveTheRowsOfItsTable() {
        assumeTrue(hasSequences(), "there are no sequences");
        run(AUTHOR);

        Proposal named = propose(AUTHOR, "create sequence author_seq increment by 50");
        assertProved(named);
        assertThat(named.warnings()).isEmpty();
        assertThat(named.upgrade()).contains("max(id) + 50");

        Proposal other = propose(AUTHOR, "create sequence numbers increment by 50");
        assertThat(other.warnings()).extracting(Warning::subject).containsExactly(inCase("numbers"));

        Proposal together = propose(AUTHOR, "create sequence book_seq increment by 50", BOOK);
        assertThat(together.warnings()).isEmpty();
    }

    @Test
    void appliesSequenceRename() {
        assumeTrue(hasSequences(), "there are no sequences");
        run("create sequence numbers increment by 50");

        Proposal proposal = propose(
                List.of(new Rename(name("numbers"), null, inCase("digits"))), "create sequence digits increment by 50");

        assertProved(proposal);
        assertThat(proposal.drift().differences()).isEmpty();
    }

    @Test
    void rejectsRenameOfUnknownObject() {
        run(AUTHOR);

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> propose(List.of(new Rename(name("author"), "nickname", "handle")), AUTHOR))
                .withMessageContaining(
                        "author.nickname".replace("author", name("author").toString()))
                .withMessageContaining("the table has no column 'nickname'")
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.NOTHING_TO_RENAME));
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> propose(List.of(new Rename(name("auhtor"), null, "writer")), AUTHOR))
                .withMessageContaining(
                        "the database has no table or sequence '%s', but '%s'", name("auhtor"), name("author"));
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> propose(List.of(new Rename(name("author"), inCase("name"), inCase("id"))), AUTHOR))
                .withMessageContaining("the table already has a column '%s'", inCase("id"));
    }

    @Test
    void rejectsRenameToNameThatModelsLack() {
        run(AUTHOR);

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> propose(
                        List.of(new Rename(name("author"), inCase("name"), inCase("fullname"))),
                        AUTHOR.replace("name varchar", "full_name varchar")))
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.NOTHING_TO_RENAME);
                    assertThat(failure.remedy().in(Wording.properties())).contains(inCase("full_name"));
                });
    }

    @Test
    void keepsObjectsThatModelsCannotDefine() {
        run(AUTHOR, "create index ix_author_name on author (name)");

        Drift drift = new Autogenerate(
                        this.database.dataSource(),
                        source(
                                List.of(AUTHOR),
                                (schemaObject) -> !schemaObject.word().equals("index")),
                        AutogenerateSettings.DEFAULT)
                .compare();

        assertThat(drift.differences()).isEmpty();
    }

    @Test
    void ignoresSpelling() {
        run(otherSpelling().toArray(String[]::new));

        Drift drift = new Autogenerate(
                        this.database.dataSource(),
                        source(modelSpelling(), (schemaObject) -> true),
                        new AutogenerateSettings(null, (name) -> true, true))
                .compare();

        assertThat(drift.differences()).isEmpty();
    }

    /** The target schema as Hibernate writes it. */
    List<String> modelSpelling() {
        return List.of(
                "create table maker (id bigint generated by default as identity, name varchar(40) not null, primary key (id))",
                """
                create table part (
                  id bigint not null, maker_id bigint, price numeric(10,2) default 0, sold boolean default false not null,
                  made timestamp(6) default current_timestamp, code varchar(8) default 'n/a', primary key (id))""",
                "alter table part add constraint UK6i8q2fxnjq3ufu3sbe6dkbwgd unique (code)",
                "alter table part add constraint ck_price check (price >= 0)",
                "create index ix_made on part (made)",
                "alter table part add constraint FKr1usl9qoplqsbrhha5e0niqng foreign key (maker_id) references maker (id)");
    }

    /** The same schema, written by hand. */
    List<String> otherSpelling() {
        return List.of(
                "CREATE TABLE maker (id BIGINT GENERATED BY DEFAULT AS IDENTITY CONSTRAINT maker_key PRIMARY KEY, name CHARACTER VARYING(40) NOT NULL)",
                """
                CREATE TABLE part (
                  id BIGINT NOT NULL, maker_id BIGINT CONSTRAINT made_by REFERENCES maker, price DECIMAL(10, 2) DEFAULT (0),
                  sold BOOL NOT NULL DEFAULT FALSE, made TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP,
                  code CHARACTER VARYING(8) DEFAULT ('n/a') CONSTRAINT one_code UNIQUE,
                  CONSTRAINT no_gift CHECK ((price) >= (0)), CONSTRAINT part_key PRIMARY KEY (id))""",
                "CREATE INDEX by_age ON part (made)");
    }

    @Test
    void omitsExcludedTables() {
        run(AUTHOR, "create table flyway_schema_history (id integer)");

        Drift drift = new Autogenerate(
                        this.database.dataSource(),
                        source(List.of(AUTHOR), (schemaObject) -> true),
                        new AutogenerateSettings(
                                null, (name) -> !name.equalsIgnoreCase("flyway_schema_history"), false))
                .compare();

        assertThat(drift.differences()).isEmpty();
    }

    @Test
    void namesKeptViewThatReadsDroppedColumn() {
        run(
                "create table customer (id bigint not null primary key, name varchar(100), email varchar(100))",
                "create view mails as select id, email from customer",
                "create view letters as select email from mails",
                "create view names as select name from customer");
        Autogenerate ofTables = ofTables("create table customer (id bigint not null primary key, name varchar(100))");

        for (ThrowingCallable step : List.<ThrowingCallable>of(ofTables::compare, () -> ofTables.propose(List.of()))) {
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(step)
                    .satisfies((failure) -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_COMPARED);
                        assertThat(failure.getMessage())
                                .containsIgnoringCase(
                                        "'mails', which the models cannot define and which is kept, does not fit the models: ")
                                .containsIgnoringCase("'letters', which the models cannot define")
                                .doesNotContainIgnoringCase("'names'");
                        assertThat(failure.remedy().in(Wording.properties()))
                                .isEqualToIgnoringCase("Write a revision by hand that drops or changes 'mails',"
                                        + " 'letters', upgrade, then run autogenerate again.");
                    });
        }

        run("drop view letters", "drop view mails", "create view mails as select id, name from customer");
        Proposal proposal = ofTables.propose(List.of());
        assertProved(proposal);
        apply(proposal.upgrade());
        assertThat(ofTables.compare().differences()).isEmpty();
        this.database.jdbc().queryForList("select * from mails");
    }

    @Test
    void namesRenameOfColumnThatKeptViewReads() {
        run(
                "create table customer (id bigint not null primary key, phone varchar(20))",
                "create view phones as select phone from customer");
        Autogenerate ofTables = ofTables("create table customer (id bigint not null primary key, mobile varchar(20))");

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(ofTables::compare)
                .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                        .isEqualToIgnoringCase("If 'customer.phone' was renamed to 'mobile', run autogenerate with"
                                + " --rename customer.phone:mobile. Otherwise, write a revision by hand that drops or"
                                + " changes 'phones', upgrade, then run autogenerate again."));

        Proposal proposal = ofTables.propose(List.of(ofTables.rename("customer.phone:mobile")));
        assertProved(proposal);
        apply(proposal.upgrade());
        assertThat(ofTables.compare().differences()).isEmpty();
    }

    /** Returns a comparison with models that can define only tables. */
    final Autogenerate ofTables(String... wanted) {
        return new Autogenerate(
                this.database.dataSource(),
                source(List.of(wanted), (schemaObject) -> !(schemaObject instanceof SqlObject)),
                AutogenerateSettings.DEFAULT);
    }

    @Test
    void reportsRejectedStatementOfTheModels() {
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(
                        () -> compare("create table author (id no_such_type_at_all(1, 2, 3) not null primary key x)"))
                .withMessageContaining("no_such_type_at_all")
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
    }

    @Test
    void removesScratchDatabases() {
        Set<String> before = names();
        run(AUTHOR);

        propose(AUTHOR, BOOK);

        Set<String> left = new HashSet<>(names());
        left.removeAll(before);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            left.retainAll(names());
        }
        assertThat(left).as("other processes may have theirs for a while").isEmpty();
    }

    @Test
    void verifiesManyChangesAtOnce() {
        run(
                AUTHOR,
                BOOK,
                "create index ix_title on book (title)",
                "create table shelf (id bigint not null primary key, place varchar(10) default 'A' not null, constraint ck_place check (place <> 'Z'))");

        Proposal proposal = propose(
                "create table author (id bigint not null primary key, name varchar(150), born integer default 0 not null)",
                BOOK.replace("varchar(20) unique", "varchar(30)")
                        .replace("references author (id)", "references author (id) on delete cascade"),
                "create index ix_title on book (title, isbn)",
                "create table shelf (id bigint not null primary key, place varchar(10) default 'B' not null, constraint ck_place check (place <> 'Y'))",
                "create table loan (id bigint not null primary key, book_id bigint not null references book (id))"
                        .replace(
                                "book_id bigint not null references book (id)",
                                "book_id bigint not null, constraint fk_loan_book foreign key (book_id) references book (id)"));

        assertProved(proposal);
        assertThat(proposal.drift().differences()).hasSizeGreaterThanOrEqualTo(8);
    }

    private Set<String> names() {
        return Set.copyOf(this.database.jdbc().queryForList(places(), String.class));
    }

    final Drift compare(String... wanted) {
        return new Autogenerate(
                        this.database.dataSource(),
                        source(List.of(wanted), (schemaObject) -> true),
                        AutogenerateSettings.DEFAULT)
                .compare();
    }

    final Proposal propose(String... wanted) {
        return propose(List.of(), wanted);
    }

    final Proposal propose(List<Rename> renames, String... wanted) {
        return new Autogenerate(
                        this.database.dataSource(),
                        source(List.of(wanted), (schemaObject) -> true),
                        AutogenerateSettings.DEFAULT)
                .propose(renames);
    }

    static ModelSource source(List<String> statements, Predicate<dev.migrate.schema.SchemaObject> owns) {
        return new ModelSource() {

            @Override
            public String name() {
                return "test";
            }

            @Override
            public TargetSchema desired(DatabaseContext databaseContext) {
                return new TargetSchema(statements, Map.of(), Set.of(), List.of(), false, owns);
            }
        };
    }

    static void assertProved(Proposal proposal) {
        assertThat(proposal.verification())
                .as(() -> "proof of:\n%s\nand back:\n%s".formatted(proposal.upgrade(), proposal.downgrade()))
                .isEqualTo(Proposal.Verification.SUCCEEDED);
    }

    static List<String> summaries(Proposal proposal) {
        return proposal.drift().differences().stream()
                .map(SchemaDifference::summary)
                .toList();
    }

    /** How the catalogue spells an unquoted name. */
    String inCase(String name) {
        return name;
    }

    final QualifiedName name(String name) {
        return QualifiedName.of(inCase(name));
    }

    private boolean hasSequences() {
        return Set.of(DatabaseProduct.POSTGRESQL, DatabaseProduct.MARIADB, DatabaseProduct.H2)
                .contains(this.database.product());
    }

    private long next(String sequence) {
        String query = this.database.product() == DatabaseProduct.POSTGRESQL
                ? "select nextval('%s')"
                : "select next value for %s";
        return Objects.requireNonNull(this.database.jdbc().queryForObject(query.formatted(sequence), Long.class));
    }

    final void run(String... statements) {
        for (String statement : statements) {
            this.database.jdbc().execute(statement);
        }
    }

    final void apply(String text) {
        run(statements(text, this.database).toArray(String[]::new));
    }

    static List<String> statements(String text, TestDatabase database) {
        List<String> statements = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statements split = Dialects.of(connection.getMetaData())
                        .lexer()
                        .statements(new StringReader(text), new Location("test", 1))) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                statements.add(next.get().sql());
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return statements;
    }
}
