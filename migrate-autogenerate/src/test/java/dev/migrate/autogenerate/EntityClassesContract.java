package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.autogenerate.EntitySources.Edit;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The target schema of the entities for each product. */
abstract class EntityClassesContract {

    private DatabaseContext databaseContext;
    private EntitySources sources;

    @BeforeEach
    void readDatabase(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            this.databaseContext = DatabaseContext.of(connection);
        }
        this.sources =
                EntitySources.model().forProduct(this.databaseContext.dialect().name());
    }

    @Test
    void statementsRunOnTheDatabase(TestDatabase database) throws SQLException {
        TargetSchema targetSchema = desired();
        run(database, targetSchema.statements());
        assertThat(targetSchema.statements())
                .anySatisfy((sql) -> assertThat(sql).containsPattern("create table (PUBLIC\\.)?customer_phone"))
                .anySatisfy((sql) -> assertThat(sql).contains("fk_line_order"))
                .anySatisfy((sql) -> assertThat(sql).contains("uq_customer_external"))
                .anySatisfy((sql) -> assertThat(sql).contains("create view"));
    }

    @Test
    void separatesRowsFromTables(TestDatabase database) throws SQLException {
        TargetSchema targetSchema = desired();
        assertThat(targetSchema.statements()).noneMatch((sql) -> sql.startsWith("insert"));
        assertThat(targetSchema.rows()).anySatisfy((table, rows) -> {
            assertThat(table.name()).isEqualTo(this.databaseContext.folded("id_gen"));
            assertThat(rows).singleElement().asString().contains("'category'");
        });
        run(database, targetSchema.statements());
        for (List<String> rows : targetSchema.rows().values()) {
            run(database, rows);
        }
    }

    @Test
    void includesOtherSchemas() {
        assertThat(desired().namespaces()).isEqualTo(namespaces(this.databaseContext));
    }

    /** The schemas besides the home one that the model's entities come to lie in. */
    Set<String> namespaces(DatabaseContext database) {
        return Set.of(database.folded("audit"));
    }

    @Test
    void takesTheTimeZoneOfLocalTimesFromHibernate() {
        TargetSchema inBerlin = EntitySources.source(
                        this.sources.compiled(), Map.of("hibernate.jdbc.time_zone", "Europe/Berlin"))
                .desired(this.databaseContext);

        assertThat(inBerlin.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(desired().timeZone()).isNull();
    }

    @Test
    void quotesComments(TestDatabase database) throws SQLException {
        this.sources = this.sources.edited(List.of(new Edit("Customer.java", "ISO 4217", "it's \\\\ a \\\"code\\\"")));
        run(database, desired().statements());
    }

    @Test
    void keyOrderIsIndependentOfHibernateSettings() {
        List<String> none = desired().statements();
        List<String> create = EntitySources.source(this.sources.compiled(), Map.of("hibernate.hbm2ddl.auto", "create"))
                .desired(this.databaseContext)
                .statements();
        assertThat(create).isEqualTo(none);
    }

    @Test
    void requiresNoDatabase() {
        TargetSchema targetSchema = EntitySources.source(
                        this.sources.compiled(),
                        Map.of(
                                "jakarta.persistence.jdbc.url", "jdbc:postgresql://localhost:1/nobody",
                                "jakarta.persistence.jdbc.driver", "org.postgresql.Driver"))
                .desired(this.databaseContext);
        assertThat(targetSchema.statements()).isEqualTo(desired().statements());
    }

    @Test
    void readsFormerNames() {
        this.sources = this.sources.edited(List.of(
                new Edit(
                        "Customer.java",
                        "public LocalDate birthday",
                        renamedFrom("born") + " public LocalDate birthday"),
                new Edit("Customer.java", "@Embedded @Attr", renamedFrom("invoices") + " @Embedded @Attr"),
                new Edit("Product.java", "@ManyToMany", renamedTable("tags_of_product") + " @ManyToMany"),
                new Edit("Membership.java", "@Entity @IdClass", renamedFrom("club_member") + " @Entity @IdClass"),
                new Edit("Category.java", "@ManyToOne", renamedFrom("above") + " @ManyToOne"),
                new Edit("AuditEntry.java", "public String action", renamedFrom("`Verb`") + " public String action"),
                new Edit("Address.java", "public String street", renamedFrom("road") + " public String street")));
        assertThat(desired().renames())
                .extracting((rename) -> rename.table() + "." + rename.column() + " -> " + rename.to())
                .containsExactlyInAnyOrder(
                        folded("club_member") + ".null -> " + folded("membership"),
                        folded("customer") + "." + folded("born") + " -> " + folded("birthday"),
                        folded("tags_of_product") + ".null -> " + folded("product_tag"),
                        namespaces(this.databaseContext).isEmpty()
                                ? "audit_entry.Verb -> action"
                                : folded("audit") + "." + folded("audit_entry") + ".Verb -> " + folded("action"),
                        folded("category") + "." + folded("above") + " -> " + folded("parent_id"));
    }

    @Test
    void reportsMappingErrors() {
        this.sources = this.sources.edited(
                List.of(new Edit("Tag.java", "@Id @GeneratedValue(strategy = GenerationType.IDENTITY)", "")));
        assertThatExceptionOfType(AutogenerateException.class)
                .isThrownBy(this::desired)
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                .withMessageContaining("acme.Tag");
    }

    @Test
    void keepsDeclaredOrderOfColumns() {
        assertThat(columns("customer"))
                .startsWith("id", "version", "name", "email", "status")
                .containsSequence("street", "zip", "city", "bill_street", "bill_zip", "bill_city", "active")
                .endsWith("currency", "discount");
        assertThat(columns("membership")).containsExactly("customer_id", "club", "since");
        assertThat(columns("payment")).startsWith("id", "kind", "amount");
        assertThat(columns("truck")).containsExactly("vehicle_id", "payload");
        assertThat(columns("customer_settings")).startsWith("customer_id", "k", "v");
        assertThat(columns("employee_detail")).containsExactly("emp_id", "cv", "badge");
    }

    @Test
    void keepsColumnOrderOfTheApplication() {
        List<String> statements = EntitySources.source(
                        this.sources.compiled(), Map.of("hibernate.column_ordering_strategy", "legacy"))
                .desired(this.databaseContext)
                .statements();
        assertThat(columns(statements, "payment")).startsWith("kind", "id", "amount");
    }

    private List<String> columns(String table) {
        return columns(desired().statements(), table);
    }

    private static List<String> columns(List<String> statements, String table) {
        String create = statements.stream()
                .filter((sql) -> sql.matches("(?i)create table (\\w+\\.)?%s \\(.*".formatted(table)))
                .findFirst()
                .orElseThrow();
        return List.of(create.substring(create.indexOf('(') + 1)
                        .replaceAll("(?i),\\s*(primary key|constraint|unique|check|foreign key)\\b.*", "")
                        .split(",(?![^(]*\\))"))
                .stream()
                .map((column) -> column.strip().split(" ")[0].replaceAll("[^\\w]", ""))
                .toList();
    }

    private static String renamedFrom(String name) {
        return "@dev.migrate.autogenerate.RenamedFrom(\"%s\")".formatted(name);
    }

    private static String renamedTable(String name) {
        return "@dev.migrate.autogenerate.RenamedFrom(table = \"%s\")".formatted(name);
    }

    private String folded(String name) {
        return this.databaseContext.folded(name);
    }

    private TargetSchema desired() {
        return EntitySources.source(this.sources.compiled(), Map.of()).desired(this.databaseContext);
    }

    private static void run(TestDatabase database, List<String> statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
