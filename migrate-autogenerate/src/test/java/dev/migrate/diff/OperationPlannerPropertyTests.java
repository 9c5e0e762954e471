package dev.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.inspect.Scope;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import dev.migrate.product.Product;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans between random schemas. The seed of a failed test is its parameter. */
class OperationPlannerPropertyTests {

    private static final Scope SCOPE = new Scope(null, Set.of("AUDIT"), (name) -> true);

    static Stream<Long> seeds() {
        return Stream.iterate(1L, (seed) -> seed + 1).limit(100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leadsToTheDesiredSchemaAndBack(long seed) throws SQLException {
        Random random = new Random(seed);
        try (Database current = Database.of(RandomSchema.sql(random));
                Database desired = Database.of(RandomSchema.sql(random))) {
            Schema from = current.read();
            Schema to = desired.read();
            List<Operation> operations = plan(from, to, current.ddl.limits());

            current.apply(operations);

            assertThat(differences(current.read(), to)).isEmpty();

            current.apply(OperationPlanner.inverse(operations));

            assertThat(differences(current.read(), from)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void usesOnlyExistingResources(long seed) throws SQLException {
        Random random = new Random(seed);
        try (Database current = Database.of(RandomSchema.sql(random));
                Database desired = Database.of(RandomSchema.sql(random))) {
            Schema from = current.read();
            Schema to = desired.read();
            for (Set<DdlLimit> limits : List.of(
                    current.ddl.limits(),
                    EnumSet.noneOf(DdlLimit.class),
                    EnumSet.complementOf(EnumSet.of(DdlLimit.REBUILDS_TABLES)),
                    EnumSet.of(DdlLimit.VIEWS_BLOCK_COLUMNS, DdlLimit.REBUILDS_TABLES))) {
                assertUsesOnlyExistingResources(from, to, limits);
            }
        }
    }

    private static void assertUsesOnlyExistingResources(Schema from, Schema to, Set<DdlLimit> limits) {
        OperationEffects effects = new OperationEffects(limits);
        Set<Resource> existing = resources(from, effects);
        Set<Resource> known = new HashSet<>(existing);
        known.addAll(resources(to, effects));
        for (Operation operation : plan(from, to, limits)) {
            Effects done = operation.accept(effects);
            Effects undone = operation.inverse().accept(effects);
            Set<Resource> used = new HashSet<>(done.requires());
            used.addAll(undone.requires());
            used.addAll(undone.produces());
            used.removeIf((resource) -> !exists(resource) || !known.contains(resource));

            assertThat(existing).as("%s with %s", operation, limits).containsAll(used);

            existing.removeAll(undone.produces());
            existing.addAll(done.produces());
        }
        assertThat(existing).containsAll(resources(to, effects));
    }

    /** The definition and the keys of a table are states, which come and go with each operation on them. */
    private static boolean exists(Resource resource) {
        return resource.kind() != Resource.Kind.DEFINITION && resource.kind() != Resource.Kind.KEYS;
    }

    private static Set<Resource> resources(Schema schema, OperationEffects effects) {
        Set<Resource> resources = new HashSet<>();
        OperationPlanner.copy(schema, Set.of())
                .forEach((operation) -> operation.accept(effects).produces().stream()
                        .filter(OperationPlannerPropertyTests::exists)
                        .forEach(resources::add));
        return resources;
    }

    private static List<Operation> plan(Schema from, Schema to, Set<DdlLimit> limits) {
        return OperationPlanner.plan(from, to, differences(from, to), limits, Map.of());
    }

    private static List<SchemaDifference> differences(Schema from, Schema to) {
        return SchemaComparison.between(from, to, ComparisonRules.STRICT);
    }

    /** A private database in memory. */
    private record Database(Connection connection, Dialect dialect, Ddl ddl) implements AutoCloseable {

        static Database of(List<String> sql) throws SQLException {
            Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
            Dialect dialect = Dialects.of(connection.getMetaData());
            Database database = new Database(connection, dialect, dialect.ddl(connection));
            database.run(sql);
            return database;
        }

        void apply(List<Operation> operations) throws SQLException {
            run(operations.stream()
                    .flatMap((operation) -> operation.accept(this.ddl).stream())
                    .toList());
        }

        private void run(List<String> sql) throws SQLException {
            try (Statement statement = this.connection.createStatement()) {
                for (String each : sql) {
                    try {
                        statement.execute(each);
                    } catch (SQLException failure) {
                        throw new AssertionError(
                                "%s%nin %s%nof%n%s".formatted(failure.getMessage(), each, String.join("\n", sql)),
                                failure);
                    }
                }
            }
        }

        Schema read() throws SQLException {
            return Product.of(this.dialect).inspector().read(this.connection, SCOPE);
        }

        @Override
        public void close() throws SQLException {
            this.connection.close();
        }
    }
}
