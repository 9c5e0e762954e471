package dev.migrate.ddl;

import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Generates the statements that change a column on PostgreSQL, in an order in which each of them can run. */
final class PostgresColumnChange {

    private final PostgresDdl ddl;
    private final QualifiedName table;
    private final Column before;
    private final Column after;
    private final List<String> sql = new ArrayList<>();

    PostgresColumnChange(PostgresDdl ddl, QualifiedName table, Column before, Column after) {
        this.ddl = ddl;
        this.table = table;
        this.before = before;
        this.after = after;
    }

    List<String> statements() {
        boolean typed = !this.before.type().equals(this.after.type())
                || !Objects.equals(this.before.collation(), this.after.collation());
        boolean renumbered = !numberedAlike(this.before.identity(), this.after.identity());
        String standard = this.before.defaultValue();
        if (this.before.generated() != null && this.after.generated() == null) {
            alter("DROP EXPRESSION");
        }
        if (renumbered && this.before.identity() != null && !survives()) {
            dropNumbering(this.before.identity());
        }
        boolean recast = typed && !PostgresCasts.sameBase(this.before.type(), this.after.type());
        if (standard != null && (recast || this.after.defaultValue() == null)) {
            alter("DROP DEFAULT");
            standard = null;
        }
        if (typed) {
            type();
        }
        if (this.before.nullable() && !this.after.nullable()) {
            alter("SET NOT NULL");
        }
        if (!this.before.nullable() && this.after.nullable()) {
            alter("DROP NOT NULL");
        }
        if (renumbered && this.after.identity() != null) {
            if (survives()) {
                changeNumbering(Objects.requireNonNull(this.before.identity()), this.after.identity());
            } else {
                addNumbering(this.after.identity());
            }
        }
        if (this.after.defaultValue() != null && !this.after.defaultValue().equals(standard)) {
            alter("SET DEFAULT " + PostgresReadableSql.defaultValue(this.after));
        }
        if (!Objects.equals(this.before.comment(), this.after.comment())) {
            this.sql.add("COMMENT ON COLUMN %s.%s IS %s"
                    .formatted(
                            this.ddl.name(this.table),
                            this.ddl.identifier(this.after.name()),
                            this.after.comment() == null ? "NULL" : this.ddl.literal(this.after.comment())));
        }
        return this.sql;
    }

    private void alter(String what) {
        this.sql.add(this.ddl.alter(
                this.table, "ALTER COLUMN %s %s".formatted(this.ddl.identifier(this.after.name()), what)));
    }

    private void type() {
        String column = this.ddl.identifier(this.after.name());
        String collation = this.after.collation() == null ? "" : " COLLATE " + this.after.collation();
        String cast = this.after.generated() != null
                ? ""
                : PostgresCasts.using(column, this.before.type(), this.after.type(), this.ddl);
        alter("TYPE " + PostgresReadableSql.type(this.after.type()) + collation + cast);
        Identity identity = this.before.identity();
        if (identity != null
                && identity.mode() == Identity.Mode.SERIAL
                && numberedAlike(identity, this.after.identity())
                && identity.sequence() != null
                && !this.before.type().equals(this.after.type())) {
            this.sql.add("ALTER SEQUENCE %s AS %s"
                    .formatted(this.ddl.name(identity.sequence()), PostgresReadableSql.type(this.after.type())));
        }
    }

    /** Whether both identities number a column in the same way, regardless of whether they are serial or standard. */
    private static boolean numberedAlike(@Nullable Identity one, @Nullable Identity other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        boolean strict = one.mode() == Identity.Mode.ALWAYS;
        return strict == (other.mode() == Identity.Mode.ALWAYS) && one.options().equals(other.options());
    }

    /** Whether the existing numbering of the column can be altered to the new one. */
    private boolean survives() {
        return this.before.identity() != null
                && this.after.identity() != null
                && isSerial(this.before.identity()) == isSerial(this.after.identity());
    }

    private static boolean isSerial(Identity identity) {
        return identity.mode() == Identity.Mode.SERIAL;
    }

    private void dropNumbering(Identity identity) {
        if (!isSerial(identity)) {
            alter("DROP IDENTITY");
            return;
        }
        alter("DROP DEFAULT");
        this.sql.add("DROP SEQUENCE " + this.ddl.name(sequence(identity)));
    }

    /** Adds a numbering that starts after the existing values. */
    private void addNumbering(Identity identity) {
        String column = this.ddl.identifier(this.after.name());
        if (isSerial(identity)) {
            String sequence = this.ddl.name(sequence(identity));
            this.sql.add("CREATE SEQUENCE %s %sOWNED BY %s.%s"
                    .formatted(sequence, serialOptions(identity), this.ddl.name(this.table), column));
            alter("SET DEFAULT nextval(%s)".formatted(this.ddl.literal(sequence)));
        } else {
            alter("ADD" + this.ddl.identity(this.after));
        }
        if (!PostgresDdl.options(identity.options())
                .getOrDefault("INCREMENT BY", "")
                .startsWith("-")) {
            this.sql.add("SELECT setval(pg_get_serial_sequence(%s, %s), max(%s)) FROM %s HAVING max(%3$s) > 0"
                    .formatted(
                            this.ddl.literal(this.ddl.name(this.table)),
                            this.ddl.literal(this.after.name()),
                            column,
                            this.ddl.name(this.table)));
        }
    }

    private String serialOptions(Identity identity) {
        String type = PostgresDdl.options(identity.options()).containsKey("AS")
                ? ""
                : "AS " + PostgresReadableSql.type(this.after.type()) + " ";
        return identity.options().isEmpty() ? type : type + identity.options() + " ";
    }

    private void changeNumbering(Identity from, Identity to) {
        Map<String, String> changed = changedOptions(from, to);
        if (isSerial(to)) {
            StringBuilder options = new StringBuilder();
            changed.forEach((option, value) -> options.append(' ').append((option + " " + value).strip()));
            this.sql.add("ALTER SEQUENCE " + this.ddl.name(sequence(from)) + options);
            return;
        }
        StringBuilder options = new StringBuilder();
        if (from.mode() != to.mode()) {
            options.append("SET GENERATED ").append(to.mode() == Identity.Mode.ALWAYS ? "ALWAYS" : "BY DEFAULT");
        }
        changed.forEach((option, value) ->
                options.append(options.isEmpty() ? "SET " : " SET ").append((option + " " + value).strip()));
        alter(options.toString());
    }

    /** Returns the options that differ. Options that are no longer set are reset to the defaults of the server. */
    private Map<String, String> changedOptions(Identity from, Identity to) {
        Map<String, String> old = PostgresDdl.options(from.options());
        Map<String, String> wanted = PostgresDdl.options(to.options());
        Map<String, String> changed = new LinkedHashMap<>();
        wanted.forEach((option, value) -> {
            if (!value.equals(old.get(option))) {
                changed.put(option, value);
            }
        });
        old.keySet().stream()
                .filter((option) -> !wanted.containsKey(option) && !option.equals("START WITH"))
                .forEach((option) -> {
                    switch (option) {
                        case "AS" -> changed.put("AS", PostgresReadableSql.type(this.after.type()));
                        case "INCREMENT BY", "CACHE" -> changed.put(option, "1");
                        default -> changed.put("NO " + option, "");
                    }
                });
        if (!start(old).equals(start(wanted))) {
            changed.put("START WITH", start(wanted));
        }
        return changed;
    }

    /** Returns the start of a sequence, by default its minimum if it ascends and its maximum if it descends. */
    private static String start(Map<String, String> options) {
        boolean up = !options.getOrDefault("INCREMENT BY", "1").startsWith("-");
        String end = options.getOrDefault(up ? "MINVALUE" : "MAXVALUE", up ? "1" : "-1");
        return options.getOrDefault("START WITH", end);
    }

    private QualifiedName sequence(Identity identity) {
        return identity.sequence() != null
                ? identity.sequence()
                : this.table.sibling(this.table.name() + "_" + this.after.name() + "_seq");
    }
}
