package dev.migrate.operation;

/**
 * What a product cannot change in place, so that other things have to step aside.
 *
 * @param viewsBlockColumns a view has to go while a column that it shows changes its type or goes
 * @param keysBlockTypes a foreign key has to go while a column on either side changes its type
 * @param keysBlockLengths so it has where only the length changes
 * @param generatedBlocksInputs a generated column has to be made anew when a column that it is worked out from changes
 *     its type, and when its own expression changes
 * @param checksBlockColumns a check has to go while a column that it speaks of changes its type or goes
 * @param indexesServeKeys a foreign key has to go while an index or a key of its own table goes that begins with its
 *     columns
 * @param rebuildsTables a table is made anew for everything but a new column, a new index and a new name
 * @param namespaces there are schemas besides the one in which the application lives
 */
public record Traits(
        boolean viewsBlockColumns,
        boolean keysBlockTypes,
        boolean keysBlockLengths,
        boolean generatedBlocksInputs,
        boolean checksBlockColumns,
        boolean indexesServeKeys,
        boolean rebuildsTables,
        boolean namespaces) {}
