package dev.migrate.crash;

import dev.migrate.testsupport.CallWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Gives each call of the engine a readable name. */
final class Calls implements CallWatcher {

    /** The name of a test database, which has the prefix of the engine's tables. */
    private static final Pattern TEST_DATABASE = Pattern.compile("migrate_test_[0-9a-f]+");

    private final CrashScenario crashScenario;
    private final List<String> names = new ArrayList<>();

    Calls(CrashScenario crashScenario) {
        this.crashScenario = crashScenario;
    }

    @Override
    public void before(int number, String call) {
        String last = this.names.isEmpty() ? "" : this.names.get(this.names.size() - 1);
        this.names.add(call.toLowerCase(Locale.ROOT).startsWith("commit") ? "commit after: " + last : name(call));
    }

    @Override
    public void after(int number, String call) {}

    /** Returns the names of the calls so far, in order. */
    List<String> names() {
        return List.copyOf(this.names);
    }

    /** Returns the name without the parts that differ between revisions. */
    static String kind(String name) {
        return name.replaceAll("statement \\d+ of", "statement of").replaceAll("(?<!statement) of r\\d+", "");
    }

    /** Returns whether a call neither writes nor locks. */
    static boolean isReadOnly(String name) {
        return name.startsWith("read")
                || List.of("connect", "close", "set up the session", "begin", "auto-commit on", "rollback")
                        .contains(name);
    }

    private String name(String call) {
        String sql = TEST_DATABASE
                .matcher(call.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
                .replaceAll("test");
        return this.crashScenario.place(call).orElseGet(() -> {
            String of =
                    this.crashScenario.revisionOf(call).map((id) -> " of " + id).orElse("");
            return engine(sql) + of;
        });
    }

    private static String engine(String sql) {
        if (sql.contains("migrate_log") && sql.contains("migrate_revision")) {
            return sql.contains("commit") ? "record and commit" : "record";
        }
        if (sql.startsWith("begin not atomic")) {
            return sql.contains("migrate_revision") ? "record the start and journal: started" : "journal: " + word(sql);
        }
        if (sql.contains("try_advisory") || sql.contains("get_lock(")) {
            return "acquire the lock";
        }
        if (sql.contains("advisory_unlock") || sql.contains("release_lock(")) {
            return "release the lock";
        }
        if (sql.contains("migrate_lock")) {
            return lock(sql);
        }
        if (sql.startsWith("create") && sql.contains("migrate_")) {
            return "create the engine's tables";
        }
        if (sql.contains("migrate_journal") && !sql.startsWith("select")) {
            return sql.startsWith("delete") ? "journal: clear" : "journal: " + word(sql);
        }
        if (sql.contains("migrate_log")) {
            return "log";
        }
        if (sql.contains("migrate_revision") && !sql.startsWith("select")) {
            return sql.contains("|upgrading|") ? "record the start" : "record";
        }
        if (sql.startsWith("select") || sql.startsWith("show")) {
            return sql.contains("migrate_") ? "read the record" : "read the catalog or the session";
        }
        if (sql.startsWith("checkpoint")) {
            return "write to the file";
        }
        if (sql.startsWith("set ") || sql.startsWith("use ") || sql.startsWith("pragma")) {
            return "set up the session";
        }
        return sql.startsWith("begin") || sql.equals("start transaction") || sql.equals("auto-commit off")
                ? "begin"
                : sql;
    }

    private static String lock(String sql) {
        if (sql.startsWith("create") || sql.startsWith("insert")) {
            return "create the lock row";
        }
        if (sql.contains("owner = null")) {
            return "clear the lock holder";
        }
        if (sql.contains("holder = ?")) {
            return "write the lock holder";
        }
        if (sql.contains("set revision")) {
            return "write the revision to the lock row";
        }
        return sql.startsWith("select") ? "read the lock row" : "verify the lock";
    }

    private static String word(String sql) {
        for (String status : List.of("started", "done", "failed")) {
            if (sql.contains("|" + status + "|")) {
                return status;
            }
        }
        return "write";
    }
}
