package dev.migrate.benchmarks.crash;

import dev.migrate.benchmarks.tool.Tool;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.JavaProcess;
import dev.migrate.testsupport.KillPoint;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Kills each tool before each of its calls to the database and starts it again; prints a table. Arguments: the products.
 *
 * <p>A lock that remains is removed manually, to show other problems; before
 * the first removal, the tool is started once to verify that it does not recover by itself.
 */
public final class CrashComparison {

    private static final Map<String, List<String>> REVISIONS = revisions();

    private final DatabaseProduct product;
    private final TestDatabase server;
    private final Path folder;
    private final AtomicBoolean shown = new AtomicBoolean();

    private CrashComparison(DatabaseProduct product, Path folder) {
        this.product = product;
        this.server = TestDatabase.on(product);
        this.folder = folder;
    }

    /** Runs the comparison. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| tool | database | kills | fine | fine after unlocking | repeated | lost | does not start | lock left |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (String product : arguments) {
            CrashComparison comparison = new CrashComparison(
                    DatabaseProduct.valueOf(product), Files.createTempDirectory("crash-comparison"));
            for (Tool tool : List.of(Tool.FLYWAY, Tool.LIQUIBASE, Tool.MIGRATE)) {
                comparison.run(tool);
            }
            comparison.server.close();
        }
    }

    /** H2 in a file, opened by the killed process: the database ends with it. */
    private TestDatabase fresh() {
        return this.product == DatabaseProduct.H2
                ? TestDatabase.inFile(this.folder.resolve(UUID.randomUUID().toString()))
                : this.server.another();
    }

    private static Map<String, List<String>> revisions() {
        Map<String, List<String>> revisions = new LinkedHashMap<>();
        revisions.put(
                "r1",
                List.of(
                        "create table effect (what varchar(20) not null)",
                        "create table account (id int not null primary key, name varchar(50), visits int not null)"));
        revisions.put(
                "r2",
                List.of(
                        "insert into account values (1, 'jane', 1), (2, 'john', 1)",
                        "update account set visits = visits + 10",
                        "insert into effect values ('r2.3')"));
        revisions.put(
                "r3",
                List.of(
                        "alter table account add column mail varchar(80)",
                        "insert into effect values ('r3.2')",
                        "create index account_name on account (name)",
                        "update account set visits = visits * 2"));
        revisions.put("r4", List.of("insert into effect values ('r4.1')"));
        revisions.put("r5", List.of("create view visitor as select name from account where visits > 0"));
        return revisions;
    }

    private void run(Tool tool) throws Exception {
        Path scripts = Files.createDirectory(this.folder.resolve(tool.name().toLowerCase(Locale.ROOT)));
        tool.write(scripts, REVISIONS);
        List<String> calls;
        try (TestDatabase database = fresh()) {
            calls = calls(tool, database, scripts);
            String end = data(database);
            if (!end.equals(wanted())) {
                throw new IllegalStateException(tool + " did not even run undisturbed: " + end);
            }
        }
        List<Kill> kills = kills(calls);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Map<End, List<String>> ends = new EnumMap<>(End.class);
        int stuck = 0;
        try {
            List<Future<Result>> running = new ArrayList<>();
            for (Kill kill : kills) {
                running.add(threads.submit(() -> kill(tool, scripts, kill)));
            }
            for (int at = 0; at < kills.size(); at++) {
                Result result = running.get(at).get();
                stuck += result.stuck() ? 1 : 0;
                ends.computeIfAbsent(result.end(), (end) -> new ArrayList<>())
                        .add(kills.get(at) + (result.said().isEmpty() ? "" : ": " + result.said()));
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf(
                "| %s | %s | %d | %d | %d | %d | %d | %d | %d |%n",
                tool,
                this.product,
                kills.size(),
                count(ends, End.FINE),
                count(ends, End.FINE_AFTER_UNLOCKING),
                count(ends, End.REPEATED),
                count(ends, End.LOST),
                count(ends, End.DOES_NOT_START),
                stuck);
        ends.forEach((end, where) -> {
            if (end != End.FINE && end != End.FINE_AFTER_UNLOCKING) {
                where.forEach((line) -> System.out.println("  " + end + " " + line));
            }
        });
    }

    private static int count(Map<End, List<String>> ends, End end) {
        return ends.getOrDefault(end, List.of()).size();
    }

    /** Every call that changes the database, and the first of those that only read. */
    private static List<Kill> kills(List<String> calls) {
        List<Kill> kills = new ArrayList<>();
        Map<String, Integer> looks = new TreeMap<>();
        for (int number = 1; number <= calls.size(); number++) {
            String kind = kind(calls.get(number - 1), REVISIONS);
            boolean look = List.of("read", "connect", "close", "rollback").contains(kind);
            if (!look || looks.merge(kind, 1, Integer::sum) == 1) {
                kills.add(new Kill(number, false, kind));
                if (kind.startsWith("statement")) {
                    kills.add(new Kill(number, true, kind));
                }
            }
        }
        return kills;
    }

    private static List<String> calls(Tool tool, TestDatabase database, Path scripts) {
        List<String> said =
                start(tool, database, scripts, new Kill(0, false, "")).output();
        if (!said.contains(Start.DONE)) {
            throw new IllegalStateException(tool + " did not even run undisturbed: " + said);
        }
        return said.stream()
                .filter((line) -> line.startsWith(Start.CALL))
                .map((line) -> line.substring(Start.CALL.length()))
                .toList();
    }

    private Result kill(Tool tool, Path scripts, Kill kill) {
        try (TestDatabase database = fresh()) {
            try (JavaProcess process = start(tool, database, scripts, kill)) {
                if (!process.prints(KillPoint.HERE)) {
                    throw new IllegalStateException(tool + " never came to " + kill + ": " + process.output());
                }
                process.kill();
            }
            boolean stuck = tool == Tool.LIQUIBASE && isLocked(database);
            if (stuck) {
                if (this.shown.compareAndSet(false, true)) {
                    System.out.println("  with the lock: " + startAgain(tool, database, scripts));
                }
                database.jdbc().update("update DATABASECHANGELOGLOCK set LOCKED = false");
            }
            if (tool == Tool.MIGRATE && database.url().startsWith("jdbc:h2")) {
                letTheLeaseRunOut(database);
            }
            String said = startAgain(tool, database, scripts);
            if (!said.equals(Start.DONE)) {
                return new Result(End.DOES_NOT_START, stuck, said);
            }
            String data = data(database);
            End end = judge(data);
            return new Result(
                    end == End.FINE && stuck ? End.FINE_AFTER_UNLOCKING : end,
                    stuck,
                    data.equals(wanted()) ? "" : data);
        }
    }

    /** Starts the process and waits for its end. Returns its outcome. */
    private static String startAgain(Tool tool, TestDatabase database, Path scripts) {
        return start(tool, database, scripts, new Kill(0, false, "")).output().stream()
                .filter((line) -> line.startsWith(Start.DONE) || line.startsWith(Start.FAILED))
                .findFirst()
                .orElse("it said nothing");
    }

    private static JavaProcess start(Tool tool, TestDatabase database, Path scripts, Kill kill) {
        return JavaProcess.start(
                Start.class,
                tool.name(),
                database.url(),
                database.user(),
                database.password(),
                scripts.toString(),
                String.valueOf(kill.call()),
                String.valueOf(kill.after()));
    }

    private static boolean isLocked(TestDatabase database) {
        try {
            return !database.jdbc()
                    .queryForList("select ID from DATABASECHANGELOGLOCK where LOCKED = true")
                    .isEmpty();
        } catch (DataAccessException noTable) {
            return false;
        }
    }

    private static void letTheLeaseRunOut(TestDatabase database) {
        try {
            database.jdbc().update("update migrate_lock set expires = expires - 30000 where owner is not null");
        } catch (DataAccessException noTable) {
            // it was killed before it had one
        }
    }

    private static String wanted() {
        return "[r2.3, r3.2, r4.1] [22, 22]";
    }

    private static String data(TestDatabase database) {
        JdbcTemplate jdbc = database.jdbc();
        return jdbc.queryForList("select what from effect order by what", String.class) + " "
                + jdbc.queryForList("select visits from account order by id", String.class);
    }

    private static End judge(String data) {
        if (data.equals(wanted())) {
            return End.FINE;
        }
        List<String> words = Arrays.asList(data.split("\\W+"));
        boolean all = Arrays.stream(wanted().split("\\W+")).allMatch(words::contains);
        return all || words.size() > wanted().split("\\W+").length ? End.REPEATED : End.LOST;
    }

    private enum End {
        FINE,
        FINE_AFTER_UNLOCKING,
        REPEATED,
        LOST,
        DOES_NOT_START
    }

    private record Result(End end, boolean stuck, String said) {}

    private record Kill(int call, boolean after, String kind) {

        @Override
        public String toString() {
            return "%s %s (call %d)".formatted(this.after ? "after" : "before", this.kind, this.call);
        }
    }

    /** Returns the purpose of a call; other calls only read. */
    private static String kind(String call, Map<String, List<String>> revisions) {
        String sql = call.strip().replaceAll(";$", "");
        for (Map.Entry<String, List<String>> revision : revisions.entrySet()) {
            int at = revision.getValue().indexOf(sql);
            if (at >= 0) {
                return "statement %d of %s".formatted(at + 1, revision.getKey());
            }
        }
        String low = sql.toLowerCase(Locale.ROOT);
        if (low.contains("unlock") || low.contains("release_lock")) {
            return "unlock";
        }
        if (low.contains("advisory")
                || low.contains("get_lock")
                || low.contains("databasechangeloglock")
                || low.contains("migrate_lock")) {
            return low.contains("locked = false") || low.contains("owner = null") ? "unlock" : "lock";
        }
        boolean own =
                low.contains("migrate_") || low.contains("flyway_schema_history") || low.contains("databasechangelog");
        if (own && !low.startsWith("select")) {
            return low.startsWith("create") ? "make own table" : low.contains("migrate_journal") ? "journal" : "record";
        }
        return switch (low) {
            case "commit", "rollback", "connect", "close" -> low;
            default -> "read";
        };
    }
}
