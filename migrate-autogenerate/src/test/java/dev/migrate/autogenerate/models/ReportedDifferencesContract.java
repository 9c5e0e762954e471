package dev.migrate.autogenerate.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.autogenerate.EntitySources;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.Proposal;
import dev.migrate.autogenerate.SqlFile;
import dev.migrate.render.Warning;
import dev.migrate.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;

/**
 * Reports about the differences that other tools found, or the scripts that they wrote, each in a schema of our own. The
 * page about generated scripts lists the reports with their sources.
 */
abstract class ReportedDifferencesContract {

    @TempDir
    private Path project;

    private RevisedDatabase database;

    @BeforeEach
    void open(TestDatabase empty) throws Exception {
        this.database = new RevisedDatabase(empty, this.project);
    }

    @AfterEach
    void close() {
        this.database.close();
    }

    final RevisedDatabase database() {
        return this.database;
    }

    @Test
    void comparesDefaultsByTheirMeaning() {
        ModelSource models = sql("""
                CREATE TABLE offer (
                  id BIGINT PRIMARY KEY,
                  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                  state VARCHAR(20) DEFAULT 'it''s new',
                  discount DECIMAL(5, 2) DEFAULT 0.10,
                  token CHAR(36) DEFAULT '43435578-825b-44c5-bbe0-4e8037ac0d5e'
                );
                """);
        follow(models);

        assertThat(this.database.differences(models)).isEmpty();
    }

    @Test
    void findsChangedDefaultThatIsAnExpression() throws Exception {
        follow(sql("CREATE TABLE note (id BIGINT PRIMARY KEY, written DATE DEFAULT NULL, priority INT DEFAULT 1);"));
        this.database.execute(List.of("INSERT INTO note (id) VALUES (1)"));

        Proposal proposal = change(sql(
                "CREATE TABLE note (id BIGINT PRIMARY KEY, written DATE DEFAULT NULL, priority INT DEFAULT (1 + 1));"));

        assertThat(proposal.drift().differences()).hasSize(1);
        this.database.execute(List.of("INSERT INTO note (id) VALUES (2)"));
        assertThat(this.database.query("SELECT priority FROM note ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void warnsOfLossAndNamesRenameOfColumn() throws Exception {
        follow(sql("CREATE TABLE bundle (id BIGINT PRIMARY KEY, secondary_skus VARCHAR(200));"));
        this.database.execute(List.of("INSERT INTO bundle VALUES (1, 'A,B')"));

        Proposal proposal = this.database.propose(
                sql("CREATE TABLE bundle (id BIGINT PRIMARY KEY, skus VARCHAR(200));"), List.of());

        assertThat(proposal.likelyRenames()).singleElement().satisfies((rename) -> {
            assertThat(rename.column()).isEqualToIgnoringCase("secondary_skus");
            assertThat(rename.to()).isEqualToIgnoringCase("skus");
        });
        assertThat(proposal.warnings())
                .anySatisfy((warning) -> assertThat(warning.toString())
                        .containsIgnoringCase("bundle.secondary_skus is dropped with its data"));
        change(sql("CREATE TABLE bundle (id BIGINT PRIMARY KEY, skus VARCHAR(200));"), "bundle.secondary_skus:skus");
        assertThat(this.database.query("SELECT skus FROM bundle")).containsExactly("A,B");
    }

    @Test
    void suggestsNoRenameBetweenForeignKeysOfDifferentTables() {
        String parents = "CREATE TABLE author (id BIGINT PRIMARY KEY); CREATE TABLE editor (id BIGINT PRIMARY KEY);";
        follow(sql(parents + "CREATE TABLE book (id BIGINT PRIMARY KEY, author_id BIGINT,"
                + " CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES author (id));"));

        Proposal proposal = this.database.propose(
                sql(parents + "CREATE TABLE book (id BIGINT PRIMARY KEY, editor_id BIGINT,"
                        + " CONSTRAINT book_editor FOREIGN KEY (editor_id) REFERENCES editor (id));"),
                List.of());

        assertThat(proposal.likelyRenames()).isEmpty();
    }

    @Test
    void findsNothingWhereKeysAndIndexesOfEntitiesAgree() {
        ModelSource models = entities("""
                @Entity @Table(name = "config", uniqueConstraints = @UniqueConstraint(columnNames = {"host", "port"}),
                    indexes = {@Index(columnList = "host"), @Index(name = "config_port", columnList = "port", unique = true)})
                class Config {
                    @Id @GeneratedValue(strategy = GenerationType.IDENTITY)
                    @Column(name = "id", nullable = false, unique = true, updatable = false) Long id;
                    @Column(unique = true) String host;
                    Integer port;
                    @ManyToOne Config parent;
                }
                """);
        follow(models);

        assertThat(this.database.differences(models)).isEmpty();
    }

    @Test
    void namesPrimaryKeysOfEachConcreteClass() {
        ModelSource models = entities("""
                @Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) abstract class Observer {
                    @Id Long id;
                    @Column(unique = true) String code;
                }
                @Entity class AgentObserver extends Observer {}
                @Entity class GroupObserver extends Observer { Long members; }
                """);
        follow(models);

        assertThat(this.database.differences(models)).isEmpty();
    }

    @Test
    void changesPrimaryKeyThatOtherTablesReference() throws Exception {
        follow(sql("CREATE TABLE line (id BIGINT NOT NULL, code BIGINT NOT NULL, CONSTRAINT line_pkey PRIMARY KEY (id),"
                + " CONSTRAINT line_code UNIQUE (code));"
                + "CREATE TABLE claim (id BIGINT PRIMARY KEY, line_id BIGINT,"
                + " CONSTRAINT claim_line FOREIGN KEY (line_id) REFERENCES line (id));"));
        this.database.execute(List.of("INSERT INTO line VALUES (1, 10)", "INSERT INTO claim VALUES (1, 1)"));

        change(sql(
                "CREATE TABLE line (id BIGINT NOT NULL, code BIGINT NOT NULL, CONSTRAINT line_pkey PRIMARY KEY (code),"
                        + " CONSTRAINT line_id UNIQUE (id));"
                        + "CREATE TABLE claim (id BIGINT PRIMARY KEY, line_id BIGINT,"
                        + " CONSTRAINT claim_line FOREIGN KEY (line_id) REFERENCES line (id));"));

        assertThat(this.database.query("SELECT line_id FROM claim")).containsExactly("1");
    }

    @Test
    void turnsReferencedUniqueConstraintIntoPrimaryKey() throws Exception {
        follow(sql("CREATE TABLE account (code VARCHAR(32) NOT NULL, CONSTRAINT account_code UNIQUE (code));"
                + "CREATE TABLE entry (code VARCHAR(32) NOT NULL,"
                + " CONSTRAINT entry_account FOREIGN KEY (code) REFERENCES account (code));"));
        this.database.execute(List.of("INSERT INTO account VALUES ('A')", "INSERT INTO entry VALUES ('A')"));

        change(sql("CREATE TABLE account (code VARCHAR(32) NOT NULL, PRIMARY KEY (code));"
                + "CREATE TABLE entry (code VARCHAR(32) NOT NULL,"
                + " CONSTRAINT entry_account FOREIGN KEY (code) REFERENCES account (code));"));

        assertThat(this.database.query("SELECT code FROM entry")).containsExactly("A");
    }

    @Test
    void replacesIndexThatForeignKeyRequires() throws Exception {
        String team = "CREATE TABLE team (id BIGINT PRIMARY KEY);";
        String customer = "CREATE TABLE customer (id BIGINT PRIMARY KEY, team_id BIGINT, email VARCHAR(100),"
                + " CONSTRAINT customer_team FOREIGN KEY (team_id) REFERENCES team (id));";
        follow(sql(team + customer + "CREATE INDEX customer_email ON customer (team_id, email);"));
        this.database.execute(List.of("INSERT INTO team VALUES (1)", "INSERT INTO customer VALUES (1, 1, 'a@b')"));

        change(sql(team + customer + "CREATE UNIQUE INDEX customer_unique_email ON customer (team_id, email);"));
        change(sql(team + customer));

        assertThat(this.database.query("SELECT team_id FROM customer")).containsExactly("1");
    }

    @Test
    void makesColumnNotNullInPlace() throws Exception {
        follow(sql("CREATE TABLE memo (id BIGINT PRIMARY KEY, body VARCHAR(50));"));
        this.database.execute(List.of("INSERT INTO memo VALUES (1, 'kept')"));

        Proposal proposal = change(sql("CREATE TABLE memo (id BIGINT PRIMARY KEY, body VARCHAR(50) NOT NULL);"));

        assertThat(proposal.upgrade()).doesNotContain("DROP COLUMN");
        assertThat(this.database.query("SELECT body FROM memo")).containsExactly("kept");
    }

    @Test
    void leavesValueOfRequiredForeignKeyToAuthor() throws Exception {
        String country = "CREATE TABLE country (id INT PRIMARY KEY);";
        follow(sql(country + "CREATE TABLE distributor (id INT PRIMARY KEY);"));
        this.database.execute(List.of("INSERT INTO country VALUES (49)", "INSERT INTO distributor VALUES (1)"));
        ModelSource models = sql(country + "CREATE TABLE distributor (id INT PRIMARY KEY, country_id INT NOT NULL,"
                + " CONSTRAINT distributor_country FOREIGN KEY (country_id) REFERENCES country (id));");

        Proposal proposal = this.database.propose(models, List.of());

        assertThat(proposal.upgrade())
                .doesNotContain("DEFAULT")
                .contains("-- UPDATE distributor SET country_id = ...;");
        this.database.upgrade(
                "Require a country",
                proposal.upgrade()
                        .replace(
                                "-- UPDATE distributor SET country_id = ...;",
                                "UPDATE distributor SET country_id = 49;"),
                proposal.downgrade());
        assertThat(this.database.differences(models)).isEmpty();
        assertThat(this.database.query("SELECT country_id FROM distributor")).containsExactly("49");
    }

    @Test
    void addsShortLabelToEnum() throws Exception {
        String run = """
                @Entity class Job {
                    @Id Long id;
                    @Enumerated(EnumType.STRING) @Column(nullable = false) State state;
                    enum State { PENDING, RUNNING, DONE%s }
                }
                """;
        follow(entities(run.formatted("")));
        this.database.execute(List.of("INSERT INTO job (id, state) VALUES (1, 'RUNNING')"));

        Proposal proposal = change(entities(run.formatted(", X")));

        assertThat(proposal.warnings())
                .extracting(Warning::kind)
                .doesNotContain(Warning.Kind.FAILS_ON_ROWS, Warning.Kind.CHANGES_VALUES);
        assertThat(proposal.drift().differences()).hasSize(1);
        this.database.execute(List.of("INSERT INTO job (id, state) VALUES (2, 'X')"));
        assertThat(this.database.query("SELECT state FROM job ORDER BY id")).containsExactly("RUNNING", "X");
    }

    @Test
    void dropsIndexWithItsColumnOnce() throws Exception {
        follow(sql("CREATE TABLE visit (id BIGINT PRIMARY KEY, place VARCHAR(20), room VARCHAR(20));"
                + "CREATE INDEX visit_place ON visit (place); CREATE INDEX visit_both ON visit (place, room);"));
        this.database.execute(List.of("INSERT INTO visit VALUES (1, 'Bern', 'B2')"));

        change(sql("CREATE TABLE visit (id BIGINT PRIMARY KEY, room VARCHAR(20));"));

        assertThat(this.database.query("SELECT room FROM visit")).containsExactly("B2");
    }

    @Test
    void comparesReferencesByTheirTarget() {
        ModelSource models = sql("CREATE TABLE site (id BIGINT PRIMARY KEY);"
                + "CREATE TABLE redirect (id BIGINT PRIMARY KEY, site_id BIGINT,"
                + " CONSTRAINT redirect_site FOREIGN KEY (site_id) REFERENCES site (id) ON DELETE NO ACTION);");
        follow(models);

        assertThat(this.database.differences(sql("CREATE TABLE site (id BIGINT NOT NULL, PRIMARY KEY (id));"
                        + "CREATE TABLE redirect (id BIGINT PRIMARY KEY, site_id BIGINT NULL,"
                        + " CONSTRAINT redirect_site FOREIGN KEY (site_id) REFERENCES site (id));")))
                .isEmpty();
    }

    /** Brings the database to the models. */
    final void follow(ModelSource models) {
        Proposal proposal = this.database.propose(models, List.of());
        this.database.upgrade("Create", proposal.upgrade(), proposal.downgrade());
    }

    /** Changes the database to the models, back, and again, and returns what was proposed. */
    final Proposal change(ModelSource models, String... renames) {
        Proposal proposal = this.database.propose(models, List.of(renames));
        String id = this.database.upgrade("Change", proposal.upgrade(), proposal.downgrade());
        assertThat(this.database.differences(models)).isEmpty();
        this.database.downgrade();
        this.database.upgradeAgain(id);
        return proposal;
    }

    static ModelSource sql(String text) {
        return new SqlFile(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
    }

    static ModelSource entities(String text) {
        EntitySources sources = new EntitySources(Map.of("Model.java", "import jakarta.persistence.*;\n" + text));
        return EntitySources.source(sources.compiled(), Map.of());
    }
}
