package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.render.Warning;
import dev.migrate.schema.SqlObject;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DatabaseTest(DatabaseProduct.H2)
class H2AutogenerateTests extends AutogenerateContract {

    @Override
    String derived(String expression) {
        return "generated always as (%s)".formatted(expression);
    }

    @Override
    String places() {
        return "select schema_name from information_schema.schemata";
    }

    @Override
    String inCase(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Test
    void recreatesWhatIsLostWithARecreatedGeneratedColumn() {
        String table = """
                create table item (id bigint not null primary key, price int, total bigint generated always as (price + 1),
                  constraint item_total unique (total, id), constraint item_check check (total > 0))""";
        String index = "create index item_index on item (total)";
        run(table, index);

        Proposal proposal = propose(table.replace("price int", "price bigint"), index);

        assertProved(proposal);
        assertThat(proposal.upgrade()).contains("CREATE INDEX item_index", "item_total UNIQUE", "item_check CHECK");
    }

    /** Counts how often it is fired. */
    public static final class Counting implements Trigger {

        private static final AtomicInteger FIRED = new AtomicInteger();
        private static final AtomicInteger CALLED = new AtomicInteger();

        @Override
        public void fire(Connection connection, Object[] oldRow, Object[] newRow) {
            FIRED.incrementAndGet();
        }
    }

    @Test
    void neverFiresATrigger() {
        String table = "create table item (id bigint not null primary key, name varchar(%d))";
        String trigger = "create trigger counted before insert, update on item for each row call '%s'"
                .formatted(Counting.class.getName());
        run(table.formatted(9), trigger);

        Proposal proposal = propose(table.formatted(7), trigger);

        assertProved(proposal);
        assertThat(proposal.warnings())
                .extracting(Warning::text)
                .anySatisfy((text) -> assertThat(text).contains("might run a trigger, which is Java code"));
        assertThat(Counting.FIRED).hasValue(0);
    }

    @Test
    void samplesTheRowsOfTablesWithoutTriggers() {
        String item = "create table item (id bigint not null primary key, mark %s)";
        String note =
                "create table note (id bigint not null primary key, item bigint references item on delete cascade)";
        String trigger = "create trigger counted before insert, delete on note for each row call '%s'"
                .formatted(Counting.class.getName());
        String other = "create table other (id bigint not null primary key, mark %s)";
        run(item.formatted("boolean"), note, trigger, other.formatted("boolean"));

        Proposal changed = propose(item.formatted("boolean"), note, trigger, other.formatted("date"));
        Proposal referenced = propose(item.formatted("date"), note, trigger, other.formatted("boolean"));

        assertProved(changed);
        assertThat(changed.upgrade()).contains("-- migrate:todo OTHER.MARK: write the conversion");
        assertProved(referenced);
        assertThat(referenced.upgrade())
                .as("a deleted row would fire the trigger")
                .contains("-- migrate:warning ITEM.MARK could not be verified with rows");
        assertThat(Counting.FIRED).hasValue(0);
    }

    /** Called by {@code runsNoAliasOnSampledRows}. */
    public static boolean counts(int value) {
        Counting.CALLED.incrementAndGet();
        return value >= 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"counted boolean generated always as (counts(id))", "check (counts(id))"})
    void runsNoAliasOnSampledRows(String use) {
        run(
                "create alias counts for '%s.counts'".formatted(H2AutogenerateTests.class.getName()),
                "create table item (id integer not null primary key, name varchar(9), %s)".formatted(use));
        Autogenerate autogenerate = new Autogenerate(
                database().dataSource(),
                source(
                        List.of("create table item (id integer not null primary key, name varchar(7))"),
                        (schemaObject) -> !(schemaObject instanceof SqlObject)),
                AutogenerateSettings.DEFAULT);

        Proposal proposal = autogenerate.propose(List.of());

        assertProved(proposal);
        assertThat(proposal.warnings())
                .extracting(Warning::text)
                .anySatisfy((text) -> assertThat(text).contains("might run an alias, which is Java code"));
        assertThat(Counting.CALLED).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_TO_UPPER=FALSE",
                "DATABASE_TO_LOWER=TRUE",
                "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "MODE=STRICT",
                "MODE=LEGACY",
                "MODE=DB2",
                "MODE=MSSQLServer",
                "MODE=MariaDB",
                "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "MODE=Oracle",
                "MODE=Oracle;DATABASE_TO_UPPER=FALSE",
            })
    void changesTablesInEachMode(String settings) {
        DriverManagerDataSource source = new DriverManagerDataSource(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;%s".formatted(UUID.randomUUID(), settings));
        String item =
                "create table item (id bigint primary key, name varchar(40) not null, constraint item_name unique (name))";
        String other =
                "create table other (id bigint primary key, item bigint, constraint other_item foreign key (item) references item (id))";
        try {
            for (List<String> wanted : List.of(List.of(item, other), List.of(item.replace("40", "80"), other))) {
                Autogenerate autogenerate =
                        new Autogenerate(source, source(wanted, (schemaObject) -> true), AutogenerateSettings.DEFAULT);
                Proposal proposal = autogenerate.propose(List.of());
                assertProved(proposal);
                for (String sql : proposal.upgrade().split(";\n")) {
                    new JdbcTemplate(source).execute(sql);
                }
                assertThat(autogenerate.compare().differences()).isEmpty();
            }
        } finally {
            new JdbcTemplate(source).execute("shutdown");
        }
    }

    @Test
    void followsTheModesOfTheDatabase() {
        String url = "jdbc:h2:mem:modes;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                + ";DEFAULT_NULL_ORDERING=HIGH;NON_KEYWORDS=VALUE,KEY";
        JdbcTemplate admin = new JdbcTemplate(new DriverManagerDataSource(url));
        admin.execute("create schema shop");
        DriverManagerDataSource shop = new DriverManagerDataSource(url + ";SCHEMA=shop");
        List<String> wanted = List.of(
                "create table item (id bigserial primary key, value text, key jsonb, \"Mixed\" varchar(3) unique)",
                "create index item_value on item (value desc)",
                "create table other (id bigint primary key, item bigint references item, check (item > 0))");
        try {
            Autogenerate autogenerate =
                    new Autogenerate(shop, source(wanted, (schemaObject) -> true), AutogenerateSettings.DEFAULT);

            Proposal proposal = autogenerate.propose(List.of());
            assertProved(proposal);
            assertThat(proposal.upgrade()).contains("CREATE TABLE item").contains("CREATE INDEX item_value ON item (");
            for (String sql : proposal.upgrade().split(";\n")) {
                new JdbcTemplate(shop).execute(sql);
            }
            assertThat(autogenerate.compare().differences()).isEmpty();
            assertThat(new JdbcTemplate(shop)
                            .queryForObject(
                                    "select count(*) from information_schema.tables where table_schema = 'shop'",
                                    Long.class))
                    .isEqualTo(2);
        } finally {
            admin.execute("shutdown");
        }
    }

    @Test
    void createsAnAliasBeforeTheTablesThatCallIt() {
        String alias = "create alias root for 'java.lang.Math.sqrt'";
        String item = "create table item (id integer primary key, n double precision default root(4))";
        run("create table other (id integer primary key)");

        for (String[] wanted : new String[][] {{alias, item}, {"create table other (id integer primary key)"}}) {
            Proposal proposal = propose(wanted);
            assertProved(proposal);
            apply(proposal.upgrade());
            assertThat(compare(wanted).differences()).isEmpty();
        }
    }

    @Test
    void widensIdentityColumn() {
        String shelf = "create table shelf (id integer generated by default as identity primary key)";
        run(shelf);

        Proposal proposal = propose(shelf.replace("integer", "bigint"));

        assertProved(proposal);
        assertThat(summaries(proposal)).containsExactly("ALTER column[type]");
    }

    @Test
    void keepsThePlaceOfAGeneratedColumn() {
        String table = "create table p (id int primary key, a int, b int generated always as (a + 1),"
                + " c int generated always as (a + 5), z int)";
        run(table, "insert into p (id, a, z) values (1, 1, 9)");

        Proposal proposal = propose(table.replace("a int", "a bigint").replace("a + 1", "a + 2"));

        assertProved(proposal);
        apply(proposal.upgrade());
        assertThat(columnsOf("p")).containsExactly("id", "a", "b", "c", "z");
        apply(proposal.downgrade());
        assertThat(columnsOf("p")).containsExactly("id", "a", "b", "c", "z");
    }

    private List<String> columnsOf(String table) {
        return database()
                .jdbc()
                .queryForList(
                        "select lower(column_name) from information_schema.columns where lower(table_name) = ?"
                                + " and table_schema = current_schema() order by ordinal_position",
                        String.class,
                        table);
    }
}
