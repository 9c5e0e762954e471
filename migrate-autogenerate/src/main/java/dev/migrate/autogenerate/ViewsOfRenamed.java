package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Mentions;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The views in which the server keeps the former name of a renamed table or column, and the views that use them. They
 * are dropped before the rename and created with the new name after it.
 *
 * @param views the views, each before those that use it
 */
record ViewsOfRenamed(List<SqlObject> views) {

    ViewsOfRenamed {
        views = List.copyOf(views);
    }

    /**
     * Returns the views.
     *
     * @param before the schema before the renames
     * @param after the schema after them
     */
    static ViewsOfRenamed of(Schema before, Schema after, List<Operation> renaming) {
        Map<QualifiedName, SqlObject> renamed =
                views(after).stream().collect(Collectors.toMap(SqlObject::name, (view) -> view, (one, other) -> one));
        Set<SqlObject> stale = new LinkedHashSet<>();
        for (SqlObject view : views(before)) {
            SqlObject other = renamed.get(view.name());
            if ((other == null || other.create().equals(view.create()))
                    && renaming.stream().anyMatch((rename) -> names(view, rename))) {
                stale.add(view);
            }
        }
        boolean more = !stale.isEmpty();
        while (more) {
            Set<QualifiedName> names = stale.stream().map(SqlObject::name).collect(Collectors.toSet());
            more = stale.addAll(views(before).stream()
                    .filter((view) -> view.uses().stream().anyMatch(names::contains))
                    .toList());
        }
        return new ViewsOfRenamed(usedFirst(stale));
    }

    /** Whether a view reads another one that names what is renamed. SQLite renames the columns of the other one only. */
    static boolean readEachOther(Schema before, List<Operation> renaming) {
        Set<QualifiedName> naming = views(before).stream()
                .filter((view) ->
                        renaming.stream().anyMatch((rename) -> rename instanceof RenameColumn && names(view, rename)))
                .map(SqlObject::name)
                .collect(Collectors.toSet());
        return views(before).stream().anyMatch((view) -> view.uses().stream().anyMatch(naming::contains));
    }

    private static List<SqlObject> views(Schema schema) {
        return schema.definitions().stream()
                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.VIEW)
                .toList();
    }

    private static boolean names(SqlObject view, Operation rename) {
        if (rename instanceof RenameColumn column) {
            return view.uses().contains(column.table())
                    && Mentions.anyOf(List.of(column.column().name()), text(view));
        }
        return rename instanceof RenameTable table && view.uses().contains(table.from());
    }

    private static String text(SqlObject view) {
        return String.join(";", view.create());
    }

    private static List<SqlObject> usedFirst(Set<SqlObject> stale) {
        List<SqlObject> sorted = new ArrayList<>();
        Set<SqlObject> left = new LinkedHashSet<>(stale);
        while (!left.isEmpty()) {
            Set<QualifiedName> names = left.stream().map(SqlObject::name).collect(Collectors.toSet());
            List<SqlObject> next = left.stream()
                    .filter((view) -> view.uses().stream().noneMatch(names::contains))
                    .toList();
            sorted.addAll(next.isEmpty() ? left : next);
            left.removeAll(sorted);
        }
        return sorted;
    }

    boolean isEmpty() {
        return this.views.isEmpty();
    }

    /**
     * Returns differences in which the views of the models change, instead of being new. Other views are left out: they
     * are recreated, and are no difference between the models and the database.
     */
    List<SchemaDifference> asChanges(List<SchemaDifference> differences, Predicate<SchemaObject> owned) {
        return differences.stream()
                .flatMap((difference) -> recreated(difference)
                        .map((view) ->
                                owned.test(view) ? Stream.of(changed(view, difference)) : Stream.<SchemaDifference>of())
                        .orElse(Stream.of(difference)))
                .toList();
    }

    private Optional<SqlObject> recreated(SchemaDifference difference) {
        return this.views.stream()
                .filter((view) -> difference.before() == null
                        && difference.element() instanceof SqlObject added
                        && added.kind() == view.kind()
                        && added.name().equals(view.name()))
                .findFirst();
    }

    private static SchemaDifference changed(SqlObject view, SchemaDifference difference) {
        return new SchemaDifference(SchemaDifference.Change.ALTER, null, view, difference.after(), List.of("def"));
    }

    /** Returns the operations that drop the views. */
    List<Operation> drops() {
        List<SqlObject> usedLast = new ArrayList<>(this.views);
        Collections.reverse(usedLast);
        return usedLast.stream().<Operation>map(DropObject::new).toList();
    }

    /**
     * Returns a view with the new names. The names of its own columns stay.
     *
     * @throws AutogenerateException if another table of the view has a column with the former name
     */
    SqlObject rewritten(SqlObject view, Schema before, List<Operation> renaming, Dialect dialect) {
        SqlObject rewritten = view;
        for (Operation rename : renaming) {
            if (names(view, rename)) {
                checkUnambiguous(view, before, rename);
                String from = rename instanceof RenameColumn column
                        ? column.column().name()
                        : ((RenameTable) rename).from().name();
                String to = rename instanceof RenameColumn column
                        ? column.to()
                        : ((RenameTable) rename).to().name();
                List<String> create = new ArrayList<>(rewritten.create());
                create.set(0, renamed(create.get(0), from, dialect.ddl().identifier(to), dialect.lexer()));
                rewritten = new SqlObject(
                        view.kind(), view.name(), view.table(), create, view.drop(), uses(rewritten, rename));
            }
        }
        return rewritten;
    }

    private static Set<QualifiedName> uses(SqlObject view, Operation rename) {
        Set<QualifiedName> uses = new LinkedHashSet<>(view.uses());
        if (rename instanceof RenameTable table && uses.remove(table.from())) {
            uses.add(table.to());
        }
        return uses;
    }

    private static void checkUnambiguous(SqlObject view, Schema before, Operation rename) {
        boolean ambiguous = rename instanceof RenameColumn column
                && before.tables().stream()
                        .filter((table) -> !table.name().equals(column.table())
                                && view.uses().contains(table.name()))
                        .flatMap((table) -> table.columns().stream())
                        .map(Column::name)
                        .anyMatch(column.column().name()::equals);
        if (ambiguous) {
            throw new AutogenerateException(
                    ErrorCode.UNPROVED,
                    "The view '%s' reads '%s', which is renamed, and another column of this name."
                            .formatted(
                                    view.name(),
                                    ((RenameColumn) rename).column().name()),
                    "Write this revision by hand: drop the view, rename the column, and create the view with the new name.",
                    null);
        }
    }

    /** Returns the query of a view with a name replaced, except where it names a column of the view. */
    private static String renamed(String create, String from, String to, Lexer lexer) {
        StringBuilder sql = new StringBuilder();
        boolean query = false;
        boolean afterAs = false;
        for (Token token : lexer.tokens(create)) {
            boolean name = token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.WORD;
            sql.append(query && !afterAs && name && token.unquoted().equals(from) ? to : token.text());
            if (token.kind().isCode()) {
                afterAs = query && token.is("as");
                query = query || token.is("as");
            }
        }
        return sql.toString();
    }
}
