package dev.migrate.autogenerate.models;

import dev.migrate.autogenerate.EntitySources.Edit;
import dev.migrate.testsupport.DatabaseProduct;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One change of an application's entities, with the rows that it meets and what becomes of them. */
final class ModelChange {

    static final Set<DatabaseProduct> WITHOUT_SCHEMAS = Set.of(DatabaseProduct.MARIADB, DatabaseProduct.MYSQL);

    private final String title;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> renames = new ArrayList<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> altered = new ArrayList<>();
    private final Map<DatabaseProduct, List<String>> warnings = new EnumMap<>(DatabaseProduct.class);
    private final Map<DatabaseProduct, List<String>> statements = new EnumMap<>(DatabaseProduct.class);
    private final Set<DatabaseProduct> without = EnumSet.noneOf(DatabaseProduct.class);
    private final Map<String, List<String>> results = new LinkedHashMap<>();

    private ModelChange(String title) {
        this.title = title;
    }

    static ModelChange of(String title) {
        return new ModelChange(title);
    }

    /** Replaces text in the entities. */
    ModelChange edit(String find, String replace) {
        this.edits.add(new Edit(ModelHistory.FILE, find, replace));
        return this;
    }

    /** Adds rows before the change. */
    ModelChange rows(String... inserts) {
        this.rows.addAll(List.of(inserts));
        return this;
    }

    /** Declares a rename, as {@code --rename} does. */
    ModelChange rename(String rename) {
        this.renames.add(rename);
        return this;
    }

    /** Writes a statement in place of the comment that begins with the text, as the author of a script does. */
    ModelChange write(String comment, String statement) {
        this.written.put(comment, statement);
        return this;
    }

    /** Declares tables and columns whose values are lost; a warning must name each. */
    ModelChange loses(String... names) {
        this.lost.addAll(List.of(names));
        return this;
    }

    /** Declares columns whose values the change converts, not always back; a warning must name each. */
    ModelChange alters(String... columns) {
        this.altered.addAll(List.of(columns));
        return this;
    }

    /** Expects warnings about these objects, and about those whose values are lost or altered, and about no others. */
    ModelChange warns(String... objects) {
        return warnsOn(EnumSet.allOf(DatabaseProduct.class), objects);
    }

    /** Expects warnings about these objects on some products. */
    ModelChange warnsOn(Set<DatabaseProduct> products, String... objects) {
        products.forEach((product) -> this.warnings
                .computeIfAbsent(product, (key) -> new ArrayList<>())
                .addAll(List.of(objects)));
        return this;
    }

    /** Omits the change on products for which it means nothing. */
    ModelChange omitOn(Set<DatabaseProduct> products) {
        this.without.addAll(products);
        return this;
    }

    boolean appliesTo(DatabaseProduct product) {
        return !this.without.contains(product);
    }

    /** Expects a statement of the upgrade that contains the words, on some products. */
    ModelChange statesOn(Set<DatabaseProduct> products, String words) {
        products.forEach((product) -> this.statements
                .computeIfAbsent(product, (key) -> new ArrayList<>())
                .add(words));
        return this;
    }

    /** Expects the result of a query after the upgrade, with its columns separated by commas. */
    ModelChange then(String query, String... rows) {
        this.results.put(query, List.of(rows));
        return this;
    }

    String title() {
        return this.title;
    }

    List<Edit> edits() {
        return List.copyOf(this.edits);
    }

    List<String> rows() {
        return List.copyOf(this.rows);
    }

    List<String> renames() {
        return List.copyOf(this.renames);
    }

    Map<String, String> written() {
        return new LinkedHashMap<>(this.written);
    }

    List<String> lost() {
        return List.copyOf(this.lost);
    }

    List<String> altered() {
        return List.copyOf(this.altered);
    }

    /** Returns the objects with warnings. */
    List<String> warned(DatabaseProduct product) {
        List<String> all = new ArrayList<>(this.warnings.getOrDefault(product, List.of()));
        all.addAll(this.lost);
        all.addAll(this.altered);
        return all;
    }

    List<String> statements(DatabaseProduct product) {
        return List.copyOf(this.statements.getOrDefault(product, List.of()));
    }

    Map<String, List<String>> results() {
        return new LinkedHashMap<>(this.results);
    }
}
