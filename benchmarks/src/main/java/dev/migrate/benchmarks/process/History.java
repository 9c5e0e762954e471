package dev.migrate.benchmarks.process;

import dev.migrate.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Histories for all tools and products: the statements of each revision by its name. */
final class History {

    private static final int BATCH = 1000;

    private History() {}

    /** Returns revisions that create a table each. */
    static Map<String, List<String>> tables(int count) {
        Map<String, List<String>> revisions = new LinkedHashMap<>();
        for (int number = 1; number <= count; number++) {
            revisions.put(name(number), List.of(table("customer_file", number)));
        }
        return revisions;
    }

    /** Returns two revisions: a table, and rows that are inserted one by one. */
    static Map<String, List<String>> rows(int count) {
        List<String> inserts = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            inserts.add("INSERT INTO customer_file_1 (id, name) VALUES (%1$d, 'Customer %1$d')".formatted(number));
        }
        return withTable(inserts);
    }

    /** Returns two revisions: a table, and many rows in large statements. */
    static Map<String, List<String>> bulk(int megabytes) {
        List<String> inserts = new ArrayList<>();
        int id = 1;
        for (long length = 0;
                length < megabytes * 1_000_000L;
                length += inserts.get(inserts.size() - 1).length()) {
            StringBuilder sql = new StringBuilder("INSERT INTO customer_file_1 (id, name) VALUES");
            for (int row = 0; row < BATCH; row++) {
                sql.append(row == 0 ? "" : ",").append("\n(%d, 'It''s customer %d -- or /* not */')".formatted(id, id));
                id++;
            }
            inserts.add(sql.toString());
        }
        return withTable(inserts);
    }

    private static Map<String, List<String>> withTable(List<String> statements) {
        Map<String, List<String>> revisions = tables(1);
        revisions.put(name(2), statements);
        return revisions;
    }

    /** Creates tables that the scripts do not name. */
    static void createTables(TestDatabase database, int count) {
        List<String> tables = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            tables.add(table("other", number));
        }
        if (!tables.isEmpty()) {
            database.jdbc().batchUpdate(tables.toArray(String[]::new));
        }
    }

    /** Returns the definition of a table, in SQL that all products understand. */
    static String table(String name, int number) {
        return """
                CREATE TABLE %s_%d (
                    id         bigint       NOT NULL PRIMARY KEY,
                    name       varchar(120) NOT NULL,
                    kind       varchar(20)  DEFAULT 'plain' NOT NULL CHECK (kind IN ('plain', 'rare')),
                    amount     numeric(12, 2),
                    changed_on date,
                    note       varchar(2000)
                )""".formatted(name, number);
    }

    private static String name(int number) {
        return "r%05d".formatted(number);
    }
}
