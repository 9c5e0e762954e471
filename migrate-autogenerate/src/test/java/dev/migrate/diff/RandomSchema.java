package dev.migrate.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The SQL of a random schema for H2. All schemas use the same names, so that two of them differ in details. Only t0
 * changes its primary key, and none of its columns or other keys: H2 keeps an index that is shared or copied.
 */
final class RandomSchema {

    private static final List<String> TYPES = List.of("integer", "bigint", "varchar(20)", "varchar(40)");
    private static final List<String> NUMBERS = List.of("integer", "bigint");
    private static final int TABLES = 5;

    private final Random random;
    private final List<String> statements = new ArrayList<>();
    private final List<String> foreignKeys = new ArrayList<>();
    private final List<String> views = new ArrayList<>();

    private RandomSchema(Random random) {
        this.random = random;
    }

    static List<String> sql(Random random) {
        return new RandomSchema(random).sql();
    }

    private List<String> sql() {
        boolean hasNamespace = oneIn(4);
        boolean hasDomain = oneIn(2);
        if (hasNamespace) {
            this.statements.add("create schema audit");
        }
        if (hasDomain) {
            this.statements.add("create domain amount as integer check (value > 0)");
        }
        if (oneIn(2)) {
            this.statements.add("create sequence counter increment by " + (1 + this.random.nextInt(2)));
        }
        List<String> tables = new ArrayList<>();
        for (int number = 0; number < TABLES; number++) {
            if (!oneIn(4)) {
                tables.add("t" + number);
            }
        }
        tables.forEach((table) -> table(table, tables, hasDomain));
        for (int number = 0; number < tables.size(); number++) {
            view("v" + number, tables);
        }
        this.statements.addAll(this.foreignKeys);
        this.statements.addAll(this.views);
        return this.statements;
    }

    private void table(String name, List<String> tables, boolean hasDomain) {
        boolean isCompound = name.equals("t0") && oneIn(2);
        List<String> parts = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        parts.add("id %s not null".formatted(name.equals("t0") ? "bigint" : one(NUMBERS)));
        parts.add("code %s".formatted(name.equals("t0") ? "bigint" : one(TYPES))
                + (isCompound || oneIn(2) ? " not null" : ""));
        parts.add("ref bigint");
        if (!name.equals("t0")) {
            columns(parts, numbers, hasDomain);
        }
        parts.add("constraint %s_pk primary key (%s)".formatted(name, isCompound ? "id, code" : "id"));
        if (isCompound || (!name.equals("t0") && oneIn(4))) {
            parts.add("constraint %s_id unique (id)".formatted(name));
        }
        if (oneIn(3)) {
            parts.add("constraint %s_code unique (code)".formatted(name));
        }
        if (numbers.contains("a") && oneIn(2)) {
            parts.add("constraint %s_positive check (a > %d)".formatted(name, this.random.nextInt(2)));
        }
        this.statements.add("create table %s (%s)".formatted(name, String.join(", ", parts)));
        if (oneIn(2)) {
            this.statements.add("create index %s_ix on %s (%s)".formatted(name, name, one(List.of("ref", "code"))));
        }
        if (oneIn(2)) {
            this.foreignKeys.add("alter table %s add constraint %s_ref foreign key (ref) references %s (id)%s"
                    .formatted(name, name, one(tables), one(List.of("", " on delete cascade"))));
        }
    }

    private void columns(List<String> parts, List<String> numbers, boolean hasDomain) {
        for (String column : List.of("a", "b")) {
            if (!oneIn(3)) {
                parts.add("%s %s%s"
                        .formatted(
                                column,
                                one(NUMBERS),
                                one(List.of("", " not null", " default 7", " default 7 not null"))));
                numbers.add(column);
            }
        }
        if (hasDomain && oneIn(2)) {
            parts.add("price amount");
        }
        if (numbers.size() == 2 && oneIn(2)) {
            parts.add("total bigint generated always as (a %s b)".formatted(one(List.of("+", "-"))));
        }
    }

    /** Adds a view of a table, or of the view before. */
    private void view(String name, List<String> tables) {
        if (oneIn(2)) {
            boolean isNested = !this.views.isEmpty() && oneIn(2);
            String source = isNested ? this.views.get(this.views.size() - 1).split(" ")[2] : one(tables);
            this.views.add("create view %s as select id, code from %s".formatted(name, source));
        }
    }

    private boolean oneIn(int number) {
        return this.random.nextInt(number) == 0;
    }

    private String one(List<String> choices) {
        return choices.get(this.random.nextInt(choices.size()));
    }
}
