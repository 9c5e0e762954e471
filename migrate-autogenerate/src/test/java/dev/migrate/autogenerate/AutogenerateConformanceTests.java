package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.autogenerate.EntitySources.Edit;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.MigrateException;
import dev.migrate.inspect.Scope;
import dev.migrate.product.Product;
import dev.migrate.schema.Schema;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes the model in one place, and holds that the difference is found exactly, that the script which is written leads
 * there and back, and that then nothing more is found. Each change runs on one database, every second one on PostgreSQL;
 * {@code -Plong} runs all of them on each. Another folder of changes of the same model is named by
 * {@code -Dconformance.autogenerate=DIR}. The longest of all tests; its databases are independent.
 */
@Execution(ExecutionMode.CONCURRENT)
class AutogenerateConformanceTests {

    private static final Path OWN = Path.of("src/test/resources/conformance/autogenerate");

    private static final Path SHARED = Path.of("../../shared/conformance/autogenerate");

    private static final String REFUSED = "refused";

    private static final long SEED = 42;

    private static final int PAIRS = 4;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A change with its expected result. */
    record Mutation(String id, String change, @Nullable String rename, List<Edit> edits, String expected, String risk) {

        static Mutation of(JsonNode line) {
            List<Edit> edits = new ArrayList<>();
            line.get("edits")
                    .forEach((edit) -> edits.add(new Edit(
                            edit.get("file").asString(),
                            edit.get("find").asString(),
                            edit.get("replace").asString())));
            JsonNode rename = line.get("rename");
            return new Mutation(
                    line.get("id").asString(),
                    line.get("change").asString(),
                    rename == null || rename.isNull() ? null : rename.asString(),
                    edits,
                    line.get("expectPostgresql").asString(),
                    line.path("risk").asString(""));
        }
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void agreesOnPostgreSqlForSomeChanges(TestDatabase database) throws Exception {
        agrees(database, every(2, 0));
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void agreesOnMariaDbForSomeChanges(TestDatabase database) throws Exception {
        agrees(database, every(6, 1));
    }

    @Test
    @DatabaseTest(DatabaseProduct.MYSQL)
    void agreesOnMySqlForSomeChanges(TestDatabase database) throws Exception {
        agrees(database, every(6, 3));
    }

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void agreesOnH2ForSomeChanges(TestDatabase database) throws Exception {
        agrees(database, every(6, 5));
    }

    @Test
    @Tag("long")
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void agreesOnPostgreSql(TestDatabase database) throws Exception {
        agrees(database, changes());
    }

    @Test
    @Tag("long")
    @DatabaseTest(DatabaseProduct.MARIADB)
    void agreesOnMariaDb(TestDatabase database) throws Exception {
        agrees(database, changes());
    }

    @Test
    @Tag("long")
    @DatabaseTest(DatabaseProduct.MYSQL)
    void agreesOnMySql(TestDatabase database) throws Exception {
        agrees(database, changes());
    }

    @Test
    @Tag("long")
    @DatabaseTest(DatabaseProduct.H2)
    void agreesOnH2(TestDatabase database) throws Exception {
        agrees(database, changes());
    }

    private static void agrees(TestDatabase database, List<Mutation> mutations) throws IOException, SQLException {
        try (Run run = new Run(database)) {
            List<String> disagreements = mutations.stream()
                    .map(run::disagreement)
                    .flatMap(Optional::stream)
                    .toList();
            List<String> several = run.disagreementsOfSeveral(mutations);
            System.out.printf(
                    "autogenerate: %d mutations, %d agree, %d disagree on %s%n",
                    mutations.size(), mutations.size() - disagreements.size(), disagreements.size(), run.product);
            assertThat(disagreements).isEmpty();
            assertThat(several).as("several changes at once").isEmpty();
        }
    }

    private static List<Mutation> every(int step, int first) throws IOException {
        List<Mutation> changes = changes();
        return IntStream.range(0, changes.size())
                .filter((index) -> index % step == first)
                .mapToObj(changes::get)
                .toList();
    }

    private static List<Mutation> changes() throws IOException {
        Map<String, Mutation> mutations = new TreeMap<>();
        read(OWN).forEach((mutation) -> mutations.put(mutation.id(), mutation));
        Optional<Path> folder = recorded();
        if (folder.isPresent()) {
            read(folder.get()).forEach((mutation) -> mutations.put(mutation.id(), mutation));
        } else {
            System.out.println("autogenerate: no folder of recorded changes (-Dconformance.autogenerate=DIR);"
                    + " our own changes only");
        }
        return List.copyOf(mutations.values());
    }

    private static Optional<Path> recorded() {
        String property = System.getProperty("conformance.autogenerate", "");
        boolean given = !property.isBlank() && !property.startsWith("${");
        Path folder = given ? Path.of(property) : SHARED;
        assertThat(!given || Files.isDirectory(folder))
                .as("-Dconformance.autogenerate=%s is a folder", property)
                .isTrue();
        return Optional.of(folder).filter(Files::isDirectory);
    }

    private static List<Mutation> read(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("mutations.jsonl"))) {
            return lines.filter((line) -> !line.isBlank())
                    .map((line) -> Mutation.of(JSON.readTree(line)))
                    .toList();
        }
    }

    /** All changes on one database, which is at the original model before and after each. */
    private static final class Run implements AutoCloseable {

        private final TestDatabase given;
        private final Dialect dialect;
        private final String product;
        private final EntitySources original;
        private final ModelSource originalModels;
        private final Map<String, String> otherwise = new HashMap<>();
        private final @Nullable TestDatabase scratch;
        private TestDatabase database;
        private Schema originalSchema = Schema.EMPTY;

        Run(TestDatabase database) throws IOException, SQLException {
            this.given = database;
            this.database = database;
            this.scratch = database.product() == DatabaseProduct.POSTGRESQL ? database.another() : null;
            try (Connection connection = database.dataSource().getConnection()) {
                this.dialect = Dialects.of(connection.getMetaData());
            }
            this.product = this.dialect.name();
            this.original = EntitySources.model();
            this.originalModels = models(List.of());
            for (String line : Files.readAllLines(OWN.resolve("expected.jsonl"))) {
                JsonNode expected = JSON.readTree(line);
                if (expected.get("database").asString().equals(this.product)) {
                    this.otherwise.put(
                            expected.get("id").asString(),
                            expected.get("expect").asString());
                }
            }
            makeOriginal();
        }

        private ModelSource models(List<Edit> edits) {
            return EntitySources.source(
                    this.original.edited(edits).forProduct(this.product).compiled(), Map.of());
        }

        private void makeOriginal() {
            Proposal proposal = autogenerate(this.originalModels).propose(List.of());
            assertThat(proposal.verification().succeeded())
                    .as("the way to the original model is proved: %s", proposal.verification())
                    .isTrue();
            apply(proposal.upgrade());
            assertThat(autogenerate(this.originalModels).compare().differences())
                    .as("differences after the original model was made")
                    .isEmpty();
            this.originalSchema = read();
        }

        /** Printed immediately, because the whole test takes long. */
        Optional<String> disagreement(Mutation mutation) {
            Optional<String> disagreement = disagreementOn(mutation);
            disagreement.ifPresent((told) -> System.out.println("autogenerate: " + told));
            return disagreement;
        }

        private Optional<String> disagreementOn(Mutation mutation) {
            try {
                return check(mutation).map((reason) -> told(mutation, reason));
            } catch (MigrateException | AssertionError | IllegalStateException failure) {
                return Optional.of(told(mutation, failure.getMessage()));
            }
        }

        private String told(Mutation mutation, @Nullable String reason) {
            return "%s (%s) on %s: %s".formatted(mutation.id(), mutation.change(), this.product, reason);
        }

        private Optional<String> check(Mutation mutation) {
            String expected = this.otherwise.getOrDefault(mutation.id(), mutation.expected());
            ModelSource models = models(mutation.edits());
            Proposal proposal;
            try {
                proposal = autogenerate(models).propose(renames(mutation, models));
            } catch (AutogenerateException failure) {
                return failure.code() == ErrorCode.MODEL_REFUSED && expected.equals(REFUSED)
                        ? Optional.empty()
                        : Optional.of(failure.getMessage());
            }
            if (!summary(proposal).equals(normalized(expected))) {
                return Optional.of("expected %s, but found %s"
                        .formatted(normalized(expected), proposal.drift().differences()));
            }
            if (proposal.isEmpty()) {
                return Optional.empty();
            }
            if (!proposal.verification().succeeded()) {
                return Optional.of("not proved: " + proposal.verification() + "\n" + proposal.upgrade());
            }
            if (this.product.equals("postgresql") && !tells(proposal, mutation.risk())) {
                return Optional.of("does not tell of '%s':%n%s%n%s"
                        .formatted(mutation.risk(), proposal.upgrade(), proposal.downgrade()));
            }
            return runs(models, proposal);
        }

        /** All changes that do not touch the same words at once, and some pairs of them. */
        List<String> disagreementsOfSeveral(Collection<Mutation> mutations) {
            List<Mutation> possible = mutations.stream()
                    .filter((mutation) -> !REFUSED.equals(this.otherwise.get(mutation.id())))
                    .sorted(Comparator.comparing(Mutation::id))
                    .collect(Collectors.toCollection(ArrayList::new));
            List<String> disagreements = new ArrayList<>();
            together(possible, possible.size()).ifPresent(disagreements::add);
            Random random = new Random(SEED);
            for (int pair = 0; pair < PAIRS; pair++) {
                Collections.shuffle(possible, random);
                together(possible, 2).ifPresent(disagreements::add);
            }
            return disagreements;
        }

        private Optional<String> together(List<Mutation> mutations, int count) {
            List<Edit> edits = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            EntitySources edited = this.original;
            Set<String> taken = new HashSet<>();
            for (Mutation mutation : mutations) {
                boolean fits = ids.size() < count
                        && mutation.edits().stream().noneMatch((edit) -> taken.contains(edit.file() + edit.find()))
                        && edited.has(mutation.edits());
                if (fits) {
                    edited = edited.edited(mutation.edits());
                    edits.addAll(mutation.edits());
                    mutation.edits().forEach((edit) -> taken.add(edit.file() + edit.find()));
                    ids.add(mutation.id());
                }
            }
            List<Mutation> all = mutations.stream()
                    .filter((mutation) -> ids.contains(mutation.id()))
                    .toList();
            try {
                ModelSource models = models(edits);
                List<Rename> renames = all.stream()
                        .flatMap((mutation) -> renames(mutation, models).stream())
                        .toList();
                Proposal proposal = autogenerate(models).propose(renames);
                if (proposal.isEmpty()) {
                    return Optional.empty();
                }
                return (proposal.verification().succeeded()
                                ? runs(models, proposal)
                                : Optional.of("not proved: " + proposal.verification() + "\n" + proposal.upgrade()))
                        .map((reason) -> ids + " on " + this.product + ": " + reason);
            } catch (MigrateException | AssertionError | IllegalStateException failure) {
                return Optional.of(ids + " on " + this.product + ": " + failure.getMessage());
            }
        }

        private Optional<String> runs(ModelSource models, Proposal proposal) {
            List<SchemaDifference> after;
            List<SchemaDifference> back;
            try {
                apply(proposal.upgrade());
                after = autogenerate(models).compare().differences();
                apply(proposal.downgrade());
                back = SchemaComparison.between(read(), this.originalSchema, ComparisonRules.STRICT);
            } catch (IllegalStateException failure) {
                startAnew();
                return Optional.of(failure.getMessage());
            }
            if (!after.isEmpty() || !back.isEmpty()) {
                startAnew();
                return Optional.of("after the way up there is %s, and after the way down %s".formatted(after, back));
            }
            return Optional.empty();
        }

        private void startAnew() {
            if (this.database != this.given) {
                this.database.close();
            }
            this.database = this.given.another();
            makeOriginal();
        }

        private List<Rename> renames(Mutation mutation, ModelSource models) {
            if (mutation.rename() == null) {
                return List.of();
            }
            String written =
                    mutation.rename().replaceFirst("^(column|table):", "").replace("->", ":");
            return List.of(autogenerate(models).rename(written));
        }

        private static List<String> summary(Proposal proposal) {
            Stream<String> renames = proposal.renames().stream().map((rename) -> "rename;");
            Stream<String> differences = proposal.drift().differences().stream().map(SchemaDifference::summary);
            return Stream.concat(renames, differences).sorted().toList();
        }

        private static List<String> normalized(String expected) {
            return Stream.of(expected.split(",\\s*(?![^\\[]*])"))
                    .filter((part) -> !part.isBlank())
                    .map((part) -> part.strip().replace(", ", ","))
                    .sorted()
                    .toList();
        }

        /**
         * Returns whether a section warns about the object of a risk, which is its last word. A type that becomes wider
         * is a risk of the downgrade only.
         */
        private static boolean tells(Proposal proposal, String risk) {
            String warning = "-- migrate:(warning|todo) .*\\b%s\\b.*"
                    .formatted(Pattern.quote(risk.substring(risk.lastIndexOf(' ') + 1)));
            return risk.isEmpty()
                    || Stream.of(proposal.upgrade(), proposal.downgrade())
                            .flatMap(String::lines)
                            .anyMatch((line) -> line.strip().matches(warning));
        }

        private Autogenerate autogenerate(ModelSource models) {
            return new Autogenerate(
                    this.database.dataSource(), models, new AutogenerateSettings(scratchUrl(), (name) -> true, false));
        }

        /** One database for all changes: PostgreSQL writes a checkpoint whenever a database is dropped. */
        private @Nullable String scratchUrl() {
            return this.scratch == null
                    ? null
                    : "%s%suser=%s&password=%s"
                            .formatted(
                                    this.scratch.url(),
                                    this.scratch.url().contains("?") ? "&" : "?",
                                    this.scratch.user(),
                                    this.scratch.password());
        }

        private Schema read() {
            try (Connection connection = this.database.dataSource().getConnection()) {
                Set<String> others = Set.of("mariadb", "mysql").contains(this.product)
                        ? Set.of()
                        : Set.of(DatabaseContext.of(connection, this.dialect, Schema.EMPTY)
                                .folded("audit"));
                return Product.of(this.dialect).inspector().read(connection, new Scope(null, others, (name) -> true));
            } catch (SQLException failure) {
                throw new IllegalStateException(failure.getMessage(), failure);
            }
        }

        private void apply(String text) {
            try (Connection connection = this.database.dataSource().getConnection();
                    java.sql.Statement jdbc = connection.createStatement();
                    Statements split =
                            this.dialect.lexer().statements(new StringReader(text), new Location("script", 1))) {
                for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                    jdbc.execute(next.get().sql());
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(
                        failure.getMessage() + " in\n" + text.lines().collect(Collectors.joining("\n")), failure);
            }
        }

        @Override
        public void close() {
            if (this.database != this.given) {
                this.database.close();
            }
            if (this.scratch != null) {
                this.scratch.close();
            }
        }
    }
}
