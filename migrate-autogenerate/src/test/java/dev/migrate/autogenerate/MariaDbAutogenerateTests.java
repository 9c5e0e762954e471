package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Wording;
import dev.migrate.inspect.Scope;
import dev.migrate.product.Product;
import dev.migrate.render.Warning;
import dev.migrate.schema.QualifiedName;
import dev.migrate.scratch.LiveDatabase;
import dev.migrate.scratch.Scratch;
import dev.migrate.scratch.ScratchFactory;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbAutogenerateTests extends AutogenerateContract {

    @Override
    String places() {
        return "select schema_name from information_schema.schemata where schema_name like 'migrate\\_scratch\\_%'";
    }

    Dialect dialect() {
        return Dialects.named("mariadb");
    }

    /** Resets the character set of a table to that of its database. */
    String defaultCharacters() {
        return "DEFAULT CHARACTER SET DEFAULT";
    }

    @Test
    void removesScratchOfKilledProcessesOnly() throws Exception {
        try (Connection killed = database().dataSource().getConnection();
                Connection running = database().dataSource().getConnection();
                Scratch used = maker(running, Set.of()).open()) {
            used.run(List.of("create table a (id int)"));
            maker(killed, Set.of("audit"))
                    .open()
                    .run(List.of("create table a (id int)", "create database audit", "create table audit.b (id int)"));
            String left = current(killed);
            assertThat(databases(left)).containsExactly(left, left + "_1", left + "_mark");
            kill(killed);

            compare();

            assertThat(databases(left)).isEmpty();
            assertThat(databases(current(running))).hasSize(2);
        }
    }

    @Test
    void keepsDatabasesThatOnlyLookLikeScratch() {
        List<String> names = List.of(
                "migrate_scratch_00000000dead",
                "migrate_scratch_00000000dead_1",
                "migrate_scratch_00000000dead_mark",
                "migrate_scratch_00000000beef_mark");
        names.forEach((name) -> run("create database " + name));
        try {
            run(
                    "create table migrate_scratch_00000000beef_mark.migrate_scratch (name varchar(64))",
                    "insert into migrate_scratch_00000000beef_mark.migrate_scratch values ('migrate_scratch_00000000dead')");

            compare();

            assertThat(databases("migrate_scratch_00000000")).containsExactlyInAnyOrderElementsOf(names);
        } finally {
            names.forEach((name) -> run("drop database if exists " + name));
        }
    }

    private List<String> databases(String prefix) {
        return database()
                .jdbc()
                .queryForList(
                        "select schema_name from information_schema.schemata where left(schema_name, ?) = ? order by 1",
                        String.class,
                        prefix.length(),
                        prefix);
    }

    /** Returns the value of the server, which a driver might not report. */
    private static String current(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("select database()")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private ScratchFactory maker(Connection session, Set<String> others) throws Exception {
        String home = database().jdbc().queryForObject("select database()", String.class);
        Scope scope = new Scope(home, others, (name) -> true);
        return Product.of(dialect())
                .scratch()
                .like(new LiveDatabase(session, database().dataSource(), dialect(), scope, null));
    }

    private void kill(Connection session) throws Exception {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("select connection_id()")) {
            assertThat(rows.next()).isTrue();
            long id = rows.getLong(1);
            run("kill " + id);
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (sessions(id) > 0 && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertThat(sessions(id)).isZero();
        }
    }

    private int sessions(long id) {
        return database()
                .jdbc()
                .queryForObject(
                        "select count(*) from %s where id = ?"
                                .formatted(database().product().sessions()),
                        Integer.class,
                        id);
    }

    @Test
    void releasesLockIfScratchCannotBeCreated() throws Exception {
        String home = database().jdbc().queryForObject("select database()", String.class);
        String user = home.replace("migrate_test_", "l_");
        run(
                "create user %s@'%%' identified by 'x'".formatted(user),
                "grant all on %s.* to %s@'%%'".formatted(home, user));
        try (Connection live = new DriverManagerDataSource(database().url(), user, "x").getConnection()) {
            ScratchFactory maker = maker(live, Set.of());
            assertThatExceptionOfType(AutogenerateException.class).isThrownBy(maker::open);
            try (Statement statement = live.createStatement();
                    ResultSet rows = statement.executeQuery("select release_all_locks()")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
        } finally {
            run("drop user %s@'%%'".formatted(user));
        }
    }

    @Test
    void namesAKeyInTheDifferenceAsInTheScript() {
        run("create table author (id bigint primary key, name varchar(100))");

        Proposal proposal = propose(
                "create table author (id bigint primary key, name varchar(100), constraint UK0123456789abcdefghijk unique (name))");

        assertThat(proposal.drift().differences())
                .extracting(SchemaDifference::subject)
                .containsExactly("author.author_name_key");
        assertThat(proposal.upgrade()).contains("author_name_key").doesNotContain("UK0123456789");
    }

    @Test
    void doesNotBlameTheModelsForAViewOfTheDatabase() {
        run("create table t (id int primary key)", "create view files as select load_file('x') as content");

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> compare("create table t (id int primary key, code int)"))
                .withMessageContaining(
                        "Migrate does not run a statement that might reach outside of the scratch database:")
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.UNPROVED);
                    assertThat(failure.remedy().in(Wording.properties())).doesNotContain("models");
                });
    }

    @Test
    void reportsMissingPrivilege() {
        String home = database().jdbc().queryForObject("select database()", String.class);
        String user = home.replace("migrate_test_", "u_");
        run(
                "create user %s@'%%' identified by 'x'".formatted(user),
                "grant all on %s.* to %s@'%%'".formatted(home, user));
        try {
            DriverManagerDataSource limited =
                    new DriverManagerDataSource(database().url(), user, "x");
            Autogenerate autogenerate = new Autogenerate(
                    limited,
                    source(List.of("create table t (id int primary key)"), (schemaObject) -> true),
                    AutogenerateSettings.DEFAULT);

            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(autogenerate::compare)
                    .satisfies((failure) -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.NO_SCRATCH);
                        assertThat(failure.getMessage()).contains(user);
                        assertThat(failure.remedy().in(Wording.properties()))
                                .contains("GRANT ALL ON `migrate\\_scratch\\_%%`.* TO '%s'@'%%'".formatted(user))
                                .contains("migrate.autogenerate.scratch-url");
                    });

            run("grant all on `migrate\\_scratch\\_%%`.* to %s@'%%'".formatted(user));
            assertThat(autogenerate.compare().differences()).hasSize(1);
        } finally {
            run("drop user %s@'%%'".formatted(user));
        }
    }

    @Test
    void usesConfiguredScratchServer() {
        Drift drift = new Autogenerate(
                        database().dataSource(),
                        source(List.of("create table t (id int primary key)"), (schemaObject) -> true),
                        new AutogenerateSettings(
                                database().url() + (database().url().contains("?") ? "&" : "?") + "user="
                                        + database().user(),
                                (name) -> true,
                                false))
                .compare();

        assertThat(drift.differences()).hasSize(1);
    }

    @Test
    void comparesOtherDatabases() {
        String audit = database().jdbc().queryForObject("select concat(database(), '_audit')", String.class);
        String[] wanted = {
            "create database " + audit,
            "create table customer (id bigint primary key)",
            """
            create table `%s`.entry (
              id bigint primary key,
              customer_id bigint,
              note varchar(%%d),
              constraint fk_entry foreign key (customer_id) references %s.customer (id)
            )""".formatted(audit, home()),
            "create view recent as select e.id from %s.entry e where e.note <> '%s.entry'".formatted(audit, audit)
        };
        try {
            Proposal made = proposeWith(Set.of(audit), wanted, 20);
            assertProved(made);
            assertThat(made.upgrade())
                    .contains("CREATE TABLE " + audit + ".entry")
                    .doesNotContain("migrate_scratch_");
            apply(made.upgrade());

            Proposal changed = proposeWith(Set.of(audit), wanted, 30);
            assertProved(changed);
            assertThat(summaries(changed)).containsExactly("ALTER column[type]");
            apply(changed.upgrade());
            assertThat(proposeWith(Set.of(audit), wanted, 30).isEmpty()).isTrue();
            apply(changed.downgrade());
            apply(made.downgrade());
            assertThat(database()
                            .jdbc()
                            .queryForList(
                                    "select schema_name from information_schema.schemata where schema_name = ?",
                                    String.class,
                                    audit))
                    .isEmpty();
        } finally {
            run("drop database if exists " + audit);
        }
    }

    private String home() {
        return database().jdbc().queryForObject("select database()", String.class);
    }

    private Proposal proposeWith(Set<String> namespaces, String[] wanted, int length) {
        List<String> statements = List.of(wanted[0], wanted[1], wanted[2].formatted(length), wanted[3]);
        return new Autogenerate(
                        database().dataSource(),
                        new ModelSource() {

                            @Override
                            public String name() {
                                return "test";
                            }

                            @Override
                            public TargetSchema desired(DatabaseContext databaseContext) {
                                return new TargetSchema(
                                        statements, Map.of(), namespaces, List.of(), false, (schemaObject) -> true);
                            }
                        },
                        AutogenerateSettings.DEFAULT)
                .propose(List.of());
    }

    @Test
    void changesIndexesOfForeignKeys() {
        String parent = "create table parent (id bigint primary key)";
        String child = """
                create table child (
                  id bigint primary key,
                  one bigint,
                  two bigint,
                  constraint fk_one foreign key (one) references parent (id),
                  constraint fk_two foreign key (two) references parent (id)%s
                )""";
        run(parent, child.formatted(", unique key own_two (two)"));

        Proposal added = propose(parent, child.formatted(", key ix_one (one), key ix_two (two, id)"));
        assertProved(added);
        assertThat(summaries(added)).containsExactlyInAnyOrder("ADD index", "ADD index", "DROP unique");
        apply(added.upgrade());

        Proposal dropped = propose(parent, child.formatted(""));
        assertProved(dropped);
        assertThat(summaries(dropped)).containsExactlyInAnyOrder("DROP index", "DROP index");
        apply(dropped.upgrade());
        assertThat(compare(parent, child.formatted("")).differences()).isEmpty();
        apply(dropped.downgrade());
        apply(added.downgrade());
        assertThat(compare(parent, child.formatted(", unique key own_two (two)"))
                        .differences())
                .isEmpty();
    }

    @Test
    void keepsAndChangesColumnChecks() {
        String item = "create table item (id int primary key, state varchar(10) %s check (state in (%s)))";
        run(item.formatted("", "'A', 'B'"));

        Proposal demanded = propose(item.formatted("not null", "'A', 'B'"));
        assertProved(demanded);
        assertThat(summaries(demanded)).containsExactly("ALTER column[notnull]");
        Proposal both = propose(item.formatted("not null comment 'c'", "'A', 'B', 'C'"));
        assertProved(both);
        apply(both.upgrade());
        assertThat(compare(item.formatted("not null comment 'c'", "'A', 'B', 'C'"))
                        .differences())
                .isEmpty();
    }

    @Override
    List<String> modelSpelling() {
        return super.modelSpelling().stream()
                .map((sql) -> sql.replace("generated by default as identity", "not null auto_increment")
                        .replace("boolean", "bit")
                        .replace("default false", "default b'0'"))
                .toList();
    }

    @Override
    List<String> otherSpelling() {
        return super.otherSpelling().stream()
                .map((sql) -> sql.replace(
                                "id BIGINT GENERATED BY DEFAULT AS IDENTITY CONSTRAINT maker_key PRIMARY KEY",
                                "id INT8 AUTO_INCREMENT PRIMARY KEY")
                        .replace("maker_id BIGINT CONSTRAINT made_by REFERENCES maker", "maker_id BIGINT")
                        .replace("BOOL NOT NULL DEFAULT FALSE", "BIT(1) NOT NULL DEFAULT 0")
                        .replace("DEFAULT ('n/a') CONSTRAINT one_code UNIQUE", "DEFAULT 'n/a' UNIQUE")
                        .replace(
                                "CONSTRAINT part_key PRIMARY KEY (id)",
                                "PRIMARY KEY (id), CONSTRAINT made_by FOREIGN KEY (maker_id) REFERENCES maker (id)"))
                .toList();
    }

    @Test
    void endsTheNumbersOfAReferencedColumn() {
        String tag = "create table tag (id bigint not null auto_increment primary key)";
        String use = "create table product_tag (tag_id bigint not null primary key,"
                + " constraint product_tag_tag_id_fkey foreign key (tag_id) references tag (id))";
        run(tag, use, "insert into tag values (7)", "insert into product_tag values (7)");

        Proposal proposal = propose(tag.replace(" auto_increment", ""), use);

        assertProved(proposal);
        apply(proposal.upgrade());
        apply(proposal.downgrade());
        assertThat(database().jdbc().queryForList("select tag_id from product_tag join tag on id = tag_id", Long.class))
                .containsExactly(7L);
    }

    @Test
    void runsStatementsAboutAnotherDatabaseOnlyOnItsCopy() {
        try (TestDatabase other = database().another()) {
            other.jdbc().execute("create table orders (id int primary key)");
            other.jdbc().execute("insert into orders values (1)");
            String name = other.jdbc().queryForObject("select database()", String.class);

            for (String sql : List.of(
                    "drop table if exists %s.orders",
                    "drop table `%s`.orders",
                    "delete from %s.orders",
                    "alter table `%s` . `orders` add column note int")) {
                compare(sql.formatted(name));
            }

            assertThat(other.jdbc().queryForList("select * from orders"))
                    .singleElement()
                    .isEqualTo(Map.of("id", 1));
        }
    }

    @Test
    void rejectsModelsThatNameAnotherLiveDatabase() {
        try (TestDatabase other = database().another()) {
            other.jdbc().execute("create table orders (id int primary key)");
            other.jdbc().execute("insert into orders values (1)");
            String name = other.jdbc().queryForObject("select database()", String.class);

            for (String sql : List.of(
                    "use " + name,
                    "set sql_mode = 'ANSI_QUOTES'",
                    "/*!40101 SET @OLD=@@SQL_MODE, SQL_MODE='NO_ZERO_DATE,ANSI' */",
                    "set @@session.sql_mode := concat('AN', 'SI')",
                    "set sql_mode = 4",
                    "/* all */ set global sql_mode = @@global.sql_mode",
                    "drop database /*!32312 if exists*/ " + name)) {
                assertThatExceptionOfType(AutogenerateException.class)
                        .as(sql)
                        .isThrownBy(() -> compare(sql))
                        .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
            }
            assertThat(other.jdbc().queryForList("select id from orders", Integer.class))
                    .containsExactly(1);
        }
    }

    @Test
    void keepsTheNameOfTheDatabaseInBodies() {
        String home = database().jdbc().queryForObject("select database()", String.class);
        List<String> tables = List.of(
                "create table audit (id int auto_increment primary key, what varchar(90))",
                "create table item (id int primary key)");
        List<String> definitions = Stream.of(
                        "create trigger tr after insert on item for each row"
                                + " insert into %1$s.audit (what) values (concat('%1$s.audit', new.id))",
                        "create procedure pp() begin insert into `%1$s` . audit (what) values ('pp'); end",
                        "create function total() returns int reads sql data return (select count(*) from %1$s.audit)")
                .map((sql) -> sql.formatted(home))
                .toList();
        String[] wanted = Stream.concat(tables.stream(), definitions.stream()).toArray(String[]::new);
        run(tables.toArray(String[]::new));

        Proposal created = propose(wanted);
        assertProved(created);
        assertThat(created.upgrade())
                .doesNotContain("migrate_scratch")
                .contains("insert into %1$s.audit (what) values (concat('%1$s.audit', new.id))".formatted(home));
        apply(created.upgrade());
        assertThat(compare(wanted).differences()).isEmpty();

        Proposal dropped = propose(tables.toArray(String[]::new));
        assertProved(dropped);
        assertThat(dropped.downgrade()).doesNotContain("migrate_scratch");
        apply(dropped.upgrade());
        apply(dropped.downgrade());
        assertThat(compare(wanted).differences()).isEmpty();
        run("insert into item values (7)", "call pp()");
        assertThat(database().jdbc().queryForList("select what from audit order by id", String.class))
                .containsExactly(home + ".audit7", "pp");
        assertThat(database().jdbc().queryForObject("select total()", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void neverRunsATriggerOnAnotherDatabaseThatIsKept() {
        try (TestDatabase other = database().another()) {
            String name = other.jdbc().queryForObject("select database()", String.class);
            other.jdbc().execute("create table log (id int)");
            run(
                    "create table item (id int primary key, name varchar(9))",
                    "create table note (id int primary key)",
                    "create procedure clean() begin delete from %s.log; flush status; end".formatted(name),
                    "create trigger logged after insert on item for each row insert into %s.log values (new.id)"
                            .formatted(name));

            Proposal unrelated = ofTables(
                            "create table item (id int primary key, name varchar(9))",
                            "create table note (id int primary key, text varchar(9))")
                    .propose(List.of());
            assertProved(unrelated);
            assertThat(unrelated.warnings()).isEmpty();

            Proposal related = ofTables(
                            "create table item (id int primary key, name varchar(7))",
                            "create table note (id int primary key)")
                    .propose(List.of());
            assertProved(related);
            assertThat(related.warnings())
                    .extracting(Warning::text)
                    .anySatisfy((text) -> assertThat(text)
                            .contains("a trigger or routine uses the database '%s', which is not compared"
                                    .formatted(name)));
            assertThat(other.jdbc().queryForList("select * from log")).isEmpty();
        }
    }

    @Test
    void neverRunsATriggerOnTheServerThatIsKept() {
        Integer before = database().jdbc().queryForObject("select @@global.max_error_count", Integer.class);
        run(
                "create table item (id int primary key, name varchar(9))",
                "create procedure widen() set global max_error_count = 67",
                "create trigger widened after insert on item for each row call widen()");

        Proposal proposal = ofTables("create table item (id int primary key, name varchar(7))")
                .propose(List.of());

        assertProved(proposal);
        assertThat(proposal.warnings())
                .extracting(Warning::text)
                .anySatisfy((text) -> assertThat(text).contains("changes a setting of the server"));
        assertThat(database().jdbc().queryForObject("select @@global.max_error_count", Integer.class))
                .isEqualTo(before);
    }

    @Test
    void changesTableOptions() {
        run(
                "create table a (id int primary key) row_format=compressed key_block_size=4",
                "create table b (id int primary key, name varchar(10)) charset latin1 engine=MyISAM comment='old'",
                "create table c (id int primary key)");

        Proposal proposal = propose(
                "create table a (id int primary key)",
                "create table b (id int primary key, name varchar(10)) comment='new'",
                "create table c (id int primary key) charset latin1 engine=MyISAM row_format=dynamic");

        assertProved(proposal);
        assertThat(proposal.upgrade()).contains("""
                        ALTER TABLE b
                            ENGINE = InnoDB,
                            %s,
                            MODIFY COLUMN name VARCHAR(10),
                            COMMENT = 'new';
                        """.formatted(defaultCharacters()));
        apply(proposal.upgrade());
        assertThat(propose(
                                "create table a (id int primary key)",
                                "create table b (id int primary key, name varchar(10)) comment='new'",
                                "create table c (id int primary key) charset latin1 engine=MyISAM row_format=dynamic")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void comparesVersionedTables() {
        assumeTrue(database().product() == DatabaseProduct.MARIADB, "MySQL has no versioned tables");
        String item = "create table item (id int primary key, v varchar(20))";
        String versioned = item + " with system versioning";
        run(versioned.replace("item", "other"), item);

        Proposal proposal = propose(versioned, versioned.replace("item", "other"));

        assertProved(proposal);
        assertThat(proposal.upgrade()).contains("ADD SYSTEM VERSIONING").doesNotContain("DROP", "other");
        assertThat(proposal.downgrade()).contains("loses the former versions of its rows");
        apply(proposal.upgrade());
        assertThat(compare(versioned, versioned.replace("item", "other")).differences())
                .isEmpty();
        run("insert into item values (1, 'a')", "update item set v = 'b'");
        Proposal changed = propose(versioned.replace("(20)", "(300)"), versioned.replace("item", "other"));
        assertProved(changed);
        assertThat(changed.upgrade())
                .contains("SET system_versioning_alter_history = KEEP")
                .doesNotContain("verified");
        new Scripts(database()).apply(changed.upgrade());
        new Scripts(database()).apply(changed.downgrade());
        assertThat(database().jdbc().queryForList("select v from item for system_time all", String.class))
                .containsExactlyInAnyOrder("a", "b");
        apply(proposal.downgrade());
        assertThat(database()
                        .jdbc()
                        .queryForList(
                                "select table_name from information_schema.tables where table_schema = database()"
                                        + " and table_type = 'SYSTEM VERSIONED'",
                                String.class))
                .containsExactly("other");
    }

    @Test
    void refusesPartitionsThatTheDatabaseLacks() {
        String event =
                "create table event (id int not null, kind int not null, primary key (id, kind)) partition by list (kind)"
                        + " (partition p0 values in (0), partition p1 values in (1)%s)";
        run(event.formatted(", partition p2 values in (2)"));

        assertThat(compare(event.formatted("")).differences()).isEmpty();
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(() -> compare(event.formatted(", partition p2 values in (3)")))
                .withMessageContaining("partition p2 of table event LIST");
    }

    @Test
    void refusesPartitionsInAnotherDatabase() {
        String audit = home() + "_audit";
        String models = """
                create database %1$s;
                create table %1$s.event (id int primary key) partition by hash (id) (partition p0);
                """.formatted(audit);
        Autogenerate autogenerate = new Autogenerate(
                database().dataSource(),
                new SqlFile(new ByteArrayResource(models.getBytes(StandardCharsets.UTF_8))),
                AutogenerateSettings.DEFAULT);

        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(autogenerate::compare)
                .withMessageContaining("partition p0 of table %s.event HASH".formatted(audit));
    }

    @Test
    void warnsOfTheDefinerOfAViewThatIsCreatedAgain() {
        String view = "create %sview report as select %s from item";
        run(
                "create table item (id int primary key, price int)",
                view.formatted("definer = 'accountant'@'localhost' ", "price"));

        Proposal proposal = propose(
                List.of(new Rename(QualifiedName.of("item"), "price", "cost")),
                "create table item (id int primary key, cost int)",
                view.formatted("", "cost"));

        assertProved(proposal);
        assertThat(proposal.warnings())
                .anySatisfy((warning) -> assertThat(warning.text())
                        .isEqualTo("is created again and then belongs to the user that runs the script,"
                                + " no longer to 'accountant@localhost'"));
    }

    @Test
    void warnsOfTheDefinerOfATriggerThatIsCreatedAgain() {
        String trigger = "create %strigger item before insert on item for each row set new.%s = 1";
        String table = "create table item (id int primary key, %s int)";
        run(table.formatted("price"), trigger.formatted("definer = 'accountant'@'localhost' ", "price"));

        Proposal proposal = propose(table.formatted("cost"), trigger.formatted("", "cost"));

        assertProved(proposal);
        assertThat(proposal.warnings())
                .anySatisfy((warning) -> assertThat(warning.subject() + " " + warning.text())
                        .isEqualTo("item is created again and then belongs to the user that runs the script,"
                                + " no longer to 'accountant@localhost'"));
    }

    @Test
    void convertsLocalTimesInOneStatement() {
        String event = "create table event (id int primary key, a %1$s, b %1$s, v varchar(%2$d))";
        run(event.formatted("datetime", 10));

        Proposal proposal = propose(event.formatted("timestamp null", 20));

        assertProved(proposal);
        assertThat(proposal.upgrade()).containsOnlyOnce("SET time_zone").containsOnlyOnce("ALTER TABLE");
    }

    @Test
    void keepsInvisibleColumns() {
        String item = "create table item (id int primary key, v varchar(20), a int invisible default 3,"
                + " b int generated always as (a + 1) virtual invisible comment 'b',"
                + " c int generated always as (a + 2) stored invisible)";
        run(item);

        Proposal proposal = propose(item.replace("(20)", "(300)").replace("a + 2", "a + 3"));

        assertProved(proposal);
        apply(proposal.upgrade());
        apply(proposal.downgrade());
        assertThat(compare(item).differences()).isEmpty();
    }

    @Test
    void ignoresCommentsInBodies() {
        String table = "create table shelf (id int primary key)";
        String function = """
                create function successor(a int) returns int deterministic
                begin
                  -- what comes next
                  # and is never used
                  return a /* one */ + 1;
                end""";
        String trigger =
                "create trigger shelf_id before insert on shelf for each row set new.id = successor(new.id) -- on";
        run(table, function, trigger);

        assertThat(compare(
                                table,
                                function.replace("-- what comes next", "").replace("# and is never used", ""),
                                trigger.replace(" -- on", ""))
                        .differences())
                .isEmpty();

        String[] other = {
            table, function.replace("/* one */ + 1", "/* one */ + 2"), trigger.replace("successor(", "1 + successor(")
        };
        Proposal proposal = propose(other);
        assertProved(proposal);
        assertThat(summaries(proposal)).containsExactly("ALTER function[def]", "ALTER trigger[def]");
        apply(proposal.upgrade());
        assertThat(compare(other).differences()).isEmpty();
    }

    @Test
    void usesSqlModeOfDump() {
        String[] wanted = {
            "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO,TRADITIONAL' */",
            "create table shelf (id int not null auto_increment primary key, at timestamp not null default current_timestamp)",
            "create trigger shelf_at before update on shelf for each row set new.at = current_timestamp",
            "/*!40101 SET SQL_MODE=@OLD_SQL_MODE */"
        };
        Proposal proposal = propose(wanted);

        assertProved(proposal);
        apply(proposal.upgrade());
        assertThat(compare(wanted).differences()).isEmpty();
    }

    @Test
    void changesCharsetOfInheritingColumnsOnly() {
        String shelf = """
                create table shelf (
                  id int primary key,
                  name varchar(20) not null unique%s,
                  kind enum('a', 'b') default 'a',
                  code varchar(9) check (code <> 'x'),
                  own varchar(9) collate ascii_bin,
                  back varchar(9)%s,
                  upper varchar(20) generated always as (upper(name)) stored,
                  sum varchar(20) generated always as (id + 1) stored%s
                ) collate %s""";
        String[] before = {shelf.formatted("", " collate utf8mb4_bin", ", gone text", "utf8mb4_general_ci")};
        String[] after = {shelf.formatted(" collate utf8mb4_bin", "", ", added text", "latin1_swedish_ci")};
        run(before[0]);
        run("insert into shelf (id, name, own, back) values (1, 'é', 'a', 'ö')");

        Proposal proposal = propose(after);

        assertProved(proposal);
        assertThat(proposal.upgrade()).doesNotContain("CONVERT TO").doesNotContain("COLUMN own");
        assertThat(proposal.warnings())
                .filteredOn((warning) -> warning.subject().equals("shelf.code"))
                .extracting(Warning::kind)
                .containsExactly(Warning.Kind.FAILS_ON_ROWS);
        apply(proposal.upgrade());
        assertThat(compare(after).differences()).isEmpty();
        assertThat(database().jdbc().queryForObject("select concat(name, back) from shelf", String.class))
                .isEqualTo("éö");
        apply(proposal.downgrade());
        assertThat(compare(before).differences()).isEmpty();
    }

    @Test
    void changesCharsetOfTablesWithForeignKey() {
        String parent = "create table parent (code varchar(9) primary key) charset ";
        String child = "create table child (id int primary key, code varchar(9),"
                + " constraint fk_code foreign key (code) references parent (code)) charset ";
        run(parent + "latin1", child + "latin1");

        Proposal proposal = propose(parent + "utf8mb4", child + "utf8mb4");

        assertProved(proposal);
        apply(proposal.upgrade());
        apply(proposal.downgrade());
        assertThat(compare(parent + "latin1", child + "latin1").differences()).isEmpty();
    }

    @Test
    void warnsOfCollationChange() {
        run("create table shelf (id int primary key, name varchar(20) collate utf8mb4_bin unique)");

        Proposal proposal =
                propose("create table shelf (id int primary key, name varchar(20) collate latin1_swedish_ci unique)");

        assertProved(proposal);
        assertThat(proposal.warnings())
                .extracting(Warning::kind)
                .containsExactly(Warning.Kind.FAILS_ON_ROWS, Warning.Kind.FAILS_ON_ROWS);
    }

    @Test
    void keepsThePlaceOfAGeneratedColumn() {
        String table = "create table p (id int primary key, a int, b int generated always as (a + 1) virtual,"
                + " c int generated always as (a + 5) stored, z int)";
        run(table, "insert into p (id, a, z) values (1, 1, 9)");

        Proposal proposal = propose(table.replace("a int", "a bigint").replace("a + 1", "a + 2"));

        assertProved(proposal);
        apply(proposal.upgrade());
        assertThat(columnsOf("p")).containsExactly("id", "a", "b", "c", "z");
        apply(proposal.downgrade());
        assertThat(columnsOf("p")).containsExactly("id", "a", "b", "c", "z");
    }

    @Test
    void keepsThePlaceOfAColumnThatIsNoLongerVirtual() {
        String table = "create table p (b int generated always as (a + 1) virtual, a int, z int)";
        run(table);

        Proposal proposal = propose(table.replace(" generated always as (a + 1) virtual", ""));

        assertProved(proposal);
        apply(proposal.upgrade());
        assertThat(columnsOf("p")).containsExactly("b", "a", "z");
        apply(proposal.downgrade());
        assertThat(columnsOf("p")).containsExactly("b", "a", "z");
    }

    @Test
    void stopsAndResumesGeneratingAColumnFromAnotherGeneratedColumn() {
        String table = "create table p (id int primary key, a int, b int generated always as (a + 1) virtual,"
                + " c int generated always as (b * 2) stored, unique key uc (c), constraint kc check (c > b))";
        run(table);

        Proposal proposal = propose(table.replace("int generated always as (b * 2) stored", "bigint")
                .replace("a int", "a bigint")
                .replace("b int generated always as (a + 1)", "b bigint generated always as (a + 2)"));

        assertProved(proposal);
    }

    private List<String> columnsOf(String table) {
        return database()
                .jdbc()
                .queryForList(
                        "select lower(column_name) from information_schema.columns where lower(table_name) = ?"
                                + " and table_schema = database() order by ordinal_position",
                        String.class,
                        table);
    }
}
