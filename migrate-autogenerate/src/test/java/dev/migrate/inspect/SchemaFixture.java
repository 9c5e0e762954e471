package dev.migrate.inspect;

import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import dev.migrate.product.Product;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A database in which schemas are created by SQL or by operations, and read. */
final class SchemaFixture {

    private final TestDatabase database;
    private final Scope scope;

    SchemaFixture(TestDatabase database) {
        this(database, Scope.ofHome());
    }

    private SchemaFixture(TestDatabase database, Scope scope) {
        this.database = database;
        this.scope = scope;
    }

    /** The same database, of which more or less is read. */
    SchemaFixture within(Scope other) {
        return new SchemaFixture(this.database, other);
    }

    /** Another, empty database. */
    SchemaFixture over(TestDatabase other) {
        return new SchemaFixture(other, this.scope);
    }

    SchemaFixture run(String... sql) {
        return run(List.of(sql));
    }

    SchemaFixture run(List<String> sql) {
        try (Connection connection = this.database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                try {
                    statement.execute(each);
                } catch (SQLException failure) {
                    throw new AssertionError("%s%n%s".formatted(failure.getMessage(), each), failure);
                }
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
        return this;
    }

    SchemaFixture apply(List<? extends Operation> operations) {
        return run(sql(operations));
    }

    Schema read() {
        return read(this.database.dataSource());
    }

    Schema read(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return Product.of(dialect()).inspector().read(connection, this.scope);
        } catch (SQLException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    /** The rows of a query, as texts. */
    List<String> query(String sql) {
        return this.database.jdbc().queryForList(sql, String.class);
    }

    Dialect dialect() {
        try (Connection connection = this.database.dataSource().getConnection()) {
            return Dialects.of(connection.getMetaData());
        } catch (SQLException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    Ddl ddl() {
        try (Connection connection = this.database.dataSource().getConnection()) {
            return dialect().ddl(connection);
        } catch (SQLException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    List<String> sql(List<? extends Operation> operations) {
        Ddl ddl = ddl();
        return operations.stream()
                .flatMap((operation) -> operation.accept(ddl).stream())
                .toList();
    }

    List<Operation> creation(Schema schema) {
        return creation(schema, ddl().limits().contains(DdlLimit.REBUILDS_TABLES));
    }

    /** A table by its name, whose case the product may fold. */
    static Table table(Schema schema, String name) {
        return schema.tables().stream()
                .filter((table) -> table.name().name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + name + " in " + schema.tables()));
    }

    /** A column by its name, whose case the product may fold. */
    static Column column(Table table, String name) {
        return table.columns().stream()
                .filter((column) -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no column " + name + " in " + table.columns()));
    }

    /** A constraint by its name, whose case the product may fold. */
    static Constraint constraint(Table table, String name) {
        return table.constraints().stream()
                .filter((constraint) -> constraint.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no constraint " + name + " in " + table.constraints()));
    }

    /** An index by its name, whose case the product may fold. */
    static Index index(Table table, String name) {
        return table.indexes().stream()
                .filter((index) -> index.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no index " + name + " in " + table.indexes()));
    }

    /** Returns the schema independent of the order of columns, which a change in place cannot choose. */
    static Schema unordered(Schema schema) {
        return schema.withTables(schema.tables().stream()
                .map((table) -> table.withColumns(table.columns().stream()
                        .sorted(Comparator.comparing(Column::name))
                        .toList()))
                .toList());
    }

    /** Returns the operations that create a schema; foreign keys follow all tables if the product can add them. */
    private static List<Operation> creation(Schema schema, boolean keysInline) {
        List<Operation> operations = new ArrayList<>();
        List<SqlObject> before = new ArrayList<>();
        List<SqlObject> after = new ArrayList<>();
        schema.definitions().forEach((sqlObject) -> (sqlObject.beforeTables() ? before : after).add(sqlObject));
        schema.namespaces().forEach((namespace) -> operations.add(new CreateNamespace(namespace)));
        schema.enums().forEach((type) -> operations.add(new CreateEnum(type)));
        inOrder(before).forEach((sqlObject) -> operations.add(new CreateObject(sqlObject)));
        schema.sequences().forEach((sequence) -> operations.add(new CreateSequence(sequence)));
        schema.tables()
                .forEach((table) -> operations.add(new CreateTable(
                        table.withConstraints(table.constraints().stream()
                                .filter((constraint) -> keysInline || constraint.kind() != Constraint.Kind.FOREIGN_KEY)
                                .toList()),
                        List.of())));
        if (!keysInline) {
            schema.tables()
                    .forEach((table) -> table.constraints(Constraint.Kind.FOREIGN_KEY)
                            .forEach((key) -> operations.add(new AddConstraint(table.name(), key))));
        }
        inOrder(after).forEach((sqlObject) -> operations.add(new CreateObject(sqlObject)));
        return operations;
    }

    /** Each behind those of the others that it uses. */
    private static List<SqlObject> inOrder(List<SqlObject> definitions) {
        List<SqlObject> left = new ArrayList<>(definitions);
        List<SqlObject> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<Object> waiting = left.stream().map(SqlObject::name).collect(Collectors.toCollection(HashSet::new));
            List<SqlObject> ready = left.stream()
                    .filter((sqlObject) -> sqlObject.uses().stream()
                            .allMatch((used) -> used.equals(sqlObject.name()) || !waiting.contains(used)))
                    .toList();
            if (ready.isEmpty()) {
                throw new AssertionError("These need each other: " + left);
            }
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return ordered;
    }

    /** Every operation's inverse, last one first. */
    static List<Operation> inverse(List<? extends Operation> operations) {
        List<Operation> back = new ArrayList<>();
        operations.forEach((operation) -> back.add(0, operation.inverse()));
        return back;
    }
}
