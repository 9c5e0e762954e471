package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.render.Warning;
import dev.migrate.render.Warning.Kind;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random changes of a model while the database holds rows. No section changes or loses a value, or fails on one, without
 * a warning about the column; a downgrade returns what the upgrade has kept. The values are compared through JDBC only.
 */
abstract class AnnouncedChangesContract {

    private static final Set<Kind> CHANGES = EnumSet.of(Kind.CHANGES_VALUES, Kind.LOSES_DATA, Kind.TO_WRITE);
    private static final int COLUMNS = 3;
    private static final int ROWS = 5;
    private static final Pattern FILL = Pattern.compile("(?m)^-- (UPDATE item SET (\\w+) = )\\.\\.\\.;$");

    private TestDatabase database;

    /** The types of columns, each with literals of different shapes. */
    abstract Map<String, List<String>> types();

    /** Returns an unquoted name as the catalog spells it. */
    String inCase(String name) {
        return name;
    }

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
    }

    @Test
    void announcesWhatChangesInAFewModels() {
        for (long seed = 1; seed <= 5; seed++) {
            check(seed);
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(100, 100 + Integer.getInteger("migrate.tries", 150));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("seeds")
    void announcesWhatChanges(long seed) {
        check(seed);
    }

    /** A column on both sides; null if it does not exist there. */
    private record Change(String name, Side before, Side after) {}

    private record Side(String type, boolean nullable, boolean unique) {

        static final Side NONE = new Side("", true, false);

        String sql(String name) {
            return "%s %s%s".formatted(name, this.type, this.nullable ? "" : " not null");
        }
    }

    private void check(long seed) {
        Random random = new Random(seed);
        run("drop table if exists item");
        List<Change> changes = new ArrayList<>();
        for (int number = 0; number < COLUMNS; number++) {
            changes.add(change("c" + number, random));
        }
        String before = table(changes, true);
        String after = table(changes, false);
        assertThat(run(before)).as(before).isEmpty();
        insert(changes, random);
        Map<String, Map<String, String>> old = values();

        Proposal proposal = new Autogenerate(
                        this.database.dataSource(),
                        AutogenerateContract.source(List.of(after), (schemaObject) -> true),
                        AutogenerateSettings.DEFAULT)
                .propose(List.of());

        if (!proposal.verification().succeeded() || proposal.upgrade().contains("migrate:todo")) {
            return;
        }
        String story = "seed %d%n%s%n%s%n%s%n%n%s%n%n%s"
                .formatted(seed, before, after, old, proposal.upgrade(), proposal.downgrade());
        Optional<String> failure = run(filled(proposal.upgrade(), changes));
        if (failure.isPresent()) {
            assertThat(proposal.warnings())
                    .as("warnings of a failure: %s%n%s", failure.get(), story)
                    .extracting(Warning::kind)
                    .containsAnyOf(Kind.FAILS_ON_ROWS, Kind.CHANGES_VALUES, Kind.LOSES_DATA);
            return;
        }
        Map<String, Map<String, String>> now = values();
        for (Change change : changes) {
            if (change.before() != Side.NONE && change.after() != Side.NONE && !changes(proposal, change)) {
                assertThat(column(now, change.name())).as(story).isEqualTo(column(old, change.name()));
            }
            if (change.before().type().equals(change.after().type())) {
                assertThat(column(now, change.name())).as(story).isEqualTo(column(old, change.name()));
            }
        }
        if (proposal.downgrade().contains("migrate:todo")) {
            return;
        }
        Optional<String> second = run(filled(proposal.downgrade(), changes));
        if (second.isPresent()) {
            assertThat(proposal.downgrade())
                    .as("warnings of a failure: %s%n%s", second.get(), story)
                    .contains("-- migrate:warning ");
            return;
        }
        Map<String, Map<String, String>> back = values();
        for (Change change : changes) {
            if (change.before() != Side.NONE && change.after() != Side.NONE && !changesBack(proposal, change)) {
                assertThat(column(back, change.name())).as(story).isEqualTo(column(now, change.name()));
            }
        }
    }

    private Change change(String name, Random random) {
        Side before = side(random);
        return switch (random.nextInt(6)) {
            case 0 -> new Change(name, before, Side.NONE);
            case 1 -> new Change(name, Side.NONE, before);
            case 2 -> new Change(name, before, before);
            case 3 ->
                new Change(
                        name,
                        before,
                        new Side(
                                before.type(), !before.nullable(), isIndexable(before.type()) && random.nextBoolean()));
            default -> new Change(name, before, side(random));
        };
    }

    private Side side(Random random) {
        List<String> types = List.copyOf(new TreeMap<>(types()).keySet());
        String type = types.get(random.nextInt(types.size()));
        return new Side(type, random.nextInt(3) > 0, isIndexable(type) && random.nextInt(5) == 0);
    }

    private static boolean isIndexable(String type) {
        return !type.matches("(?i).*(text|json|blob|bytea|\\[\\]|array|clob).*");
    }

    private static String table(List<Change> changes, boolean before) {
        List<String> parts = new ArrayList<>(List.of("id integer not null primary key"));
        List<String> keys = new ArrayList<>();
        for (Change change : changes) {
            Side side = before ? change.before() : change.after();
            if (side != Side.NONE) {
                parts.add(side.sql(change.name()));
                if (side.unique()) {
                    keys.add("constraint uq_%1$s unique (%1$s)".formatted(change.name()));
                }
            }
        }
        parts.addAll(keys);
        return "create table item (%s)".formatted(String.join(", ", parts));
    }

    private void insert(List<Change> changes, Random random) {
        for (int row = 1; row <= ROWS; row++) {
            List<String> names = new ArrayList<>(List.of("id"));
            List<String> literals = new ArrayList<>(List.of(String.valueOf(row)));
            for (Change change : changes) {
                if (change.before() != Side.NONE) {
                    List<String> choices = types().get(change.before().type());
                    boolean isNull = change.before().nullable() && random.nextInt(4) == 0;
                    names.add(change.name());
                    literals.add(isNull ? "null" : choices.get(random.nextInt(choices.size())));
                }
            }
            run("insert into item (%s) values (%s)".formatted(String.join(", ", names), String.join(", ", literals)));
        }
    }

    private boolean changes(Proposal proposal, Change change) {
        return proposal.warnings().stream()
                .anyMatch((warning) ->
                        CHANGES.contains(warning.kind()) && warning.subject().equals(subject(change)));
    }

    private boolean changesBack(Proposal proposal, Change change) {
        return proposal.downgrade()
                .lines()
                .anyMatch((line) -> line.startsWith("-- migrate:warning " + subject(change) + " ")
                        && !line.contains("no value changes")
                        && !line.contains(": every row is rewritten while"));
    }

    private String subject(Change change) {
        return inCase("item." + change.name());
    }

    /** Completes the statements that the author has to complete. */
    private String filled(String section, List<Change> changes) {
        return FILL.matcher(section).replaceAll((update) -> {
            Change change = changes.stream()
                    .filter((one) -> one.name().equals(update.group(2)))
                    .findFirst()
                    .orElseThrow();
            Side side = change.before() == Side.NONE ? change.after() : change.before();
            return Matcher.quoteReplacement(
                    update.group(1) + types().get(side.type()).get(0) + ";");
        });
    }

    /** Returns the values of a column by id, without the blanks that pad a text of fixed length. */
    private static Map<String, String> column(Map<String, Map<String, String>> rows, String name) {
        Map<String, String> column = new LinkedHashMap<>();
        rows.forEach((id, row) -> column.put(id, plain(row.get(name)).stripTrailing()));
        return column;
    }

    /** Returns a value in one spelling for all types that can hold it. */
    private static String plain(String value) {
        if (value == null) {
            return "null";
        }
        if (value.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE]\\+?-?\\d+)?")) {
            BigDecimal number = new BigDecimal(value);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "t", "true" -> "1";
            case "f", "false" -> "0";
            default ->
                value.matches("\\d{4}-\\d\\d-\\d\\d.*")
                        ? value.replace("T", " ")
                                .replaceAll("(\\.\\d*?)0+$", "$1")
                                .replaceAll("\\.$", "")
                                .replaceAll(" 00:00:00$", "")
                        : value;
        };
    }

    /** Returns the rows by id. */
    private Map<String, Map<String, String>> values() {
        try (Connection connection = this.database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from item order by id")) {
            Map<String, Map<String, String>> values = new LinkedHashMap<>();
            while (rows.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                    row.put(rows.getMetaData().getColumnName(at).toLowerCase(Locale.ROOT), rows.getString(at));
                }
                values.put(rows.getString("id"), row);
            }
            return values;
        } catch (SQLException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    /** Runs a text; returns the failure that has ended it. */
    private Optional<String> run(String text) {
        try (Connection connection = this.database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                Statements split = Dialects.of(connection.getMetaData())
                        .lexer()
                        .statements(new StringReader(text), new Location("test", 1))) {
            for (Optional<dev.migrate.sql.Statement> next = split.next(); next.isPresent(); next = split.next()) {
                statement.execute(next.get().sql());
            }
            return Optional.empty();
        } catch (SQLException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }
}
