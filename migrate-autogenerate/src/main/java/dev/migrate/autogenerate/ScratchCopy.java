package dev.migrate.autogenerate;

import dev.migrate.ddl.Ddl;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.Operation;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.scratch.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies schemas to scratch databases. An object that is not compared is left out if the server refuses it there, for
 * example a view that is broken in the live database as well.
 *
 * @param ddl the SQL of the product
 * @param surrounding the names of the objects that are not compared
 */
record ScratchCopy(Ddl ddl, Set<QualifiedName> surrounding) {

    private static final Log LOG = Log.of(ScratchCopy.class);

    ScratchCopy {
        surrounding = Set.copyOf(surrounding);
    }

    /** Returns the operations that create the objects of a schema. */
    List<Operation> operations(Schema schema) {
        return OperationPlanner.copy(schema, this.ddl.limits());
    }

    /** Whether an operation creates an object that is not compared. */
    boolean isSurrounding(Operation operation) {
        QualifiedName name = name(operation);
        return name != null && this.surrounding.contains(name);
    }

    /** Creates the objects of a schema in an empty scratch database. */
    void create(Scratch scratch, Schema schema) {
        List<String> compared = new ArrayList<>();
        for (Operation operation : operations(schema)) {
            if (isSurrounding(operation)) {
                copy(scratch, compared);
                compared.clear();
                tryTo(scratch, operation);
            } else {
                compared.addAll(sql(operation));
            }
        }
        copy(scratch, compared);
    }

    private static void copy(Scratch scratch, List<String> statements) {
        runGenerated(scratch, statements, "The schema cannot be copied to a scratch database");
    }

    /**
     * Runs statements that do not come from the models, so that these are not what must be corrected.
     *
     * @param failure the first words of the message if a statement is rejected
     * @throws AutogenerateException if a statement is rejected
     */
    static void runGenerated(Scratch scratch, List<String> statements, String failure) {
        try {
            scratch.run(statements);
        } catch (AutogenerateException refused) {
            if (refused.code() != ErrorCode.MODEL_REFUSED) {
                throw refused;
            }
            throw new AutogenerateException(
                    ErrorCode.UNPROVED,
                    "%s, so that no script could be verified: %s".formatted(failure, refused.getMessage()),
                    Remedy.of(
                            "Exclude the table of this statement with %s. If it references no excluded table and no other schema, report this as a defect of Migrate.",
                            Setting.AUTOGENERATE_EXCLUDE),
                    refused);
        }
    }

    private void tryTo(Scratch scratch, Operation operation) {
        try {
            scratch.run(sql(operation));
        } catch (AutogenerateException refused) {
            if (refused.code() != ErrorCode.MODEL_REFUSED) {
                throw refused;
            }
            LOG.warn(
                    "'{}' is not compared and cannot be copied to a scratch database, so scripts are verified without it: {}",
                    name(operation),
                    refused.getMessage());
        }
    }

    /** Returns the statements of an operation. A schema might exist in a database that is otherwise empty. */
    List<String> sql(Operation operation) {
        return operation instanceof CreateNamespace create
                ? List.of("CREATE SCHEMA IF NOT EXISTS "
                        + this.ddl.identifier(create.namespace().name()))
                : operation.accept(this.ddl);
    }

    private static @Nullable QualifiedName name(Operation operation) {
        if (operation instanceof CreateTable create) {
            return create.table().name();
        }
        if (operation instanceof AddConstraint add) {
            return add.table();
        }
        if (operation instanceof CreateObject create) {
            return create.definition().name();
        }
        if (operation instanceof CreateSequence create) {
            return create.sequence().name();
        }
        return operation instanceof CreateEnum create ? create.type().name() : null;
    }
}
