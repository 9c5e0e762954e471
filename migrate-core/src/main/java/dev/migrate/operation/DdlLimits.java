package dev.migrate.operation;

/**
 * The changes that a product does not support in place, so that dependent objects must be dropped and recreated.
 *
 * @param viewsBlockColumns whether a view must be dropped to drop a column that it shows or to change its type
 * @param keysBlockTypes whether a foreign key must be dropped to change the type of a column on either side
 * @param keysBlockLengths whether this is also required if only the length changes
 * @param generatedBlocksInputs whether a generated column must be recreated if the type of a column in its expression
 * changes, or the expression itself
 * @param checksBlockColumns whether a check must be dropped to drop a column in its condition or to change its type
 * @param indexesServeKeys whether a foreign key must be dropped to drop an index or a key of its own table that begins
 * with its columns
 * @param rebuildsTables whether a table must be recreated for every change except a new column, a new index, and a
 * rename
 * @param namespaces whether the product has schemas other than the default schema of the application
 */
public record DdlLimits(
        boolean viewsBlockColumns,
        boolean keysBlockTypes,
        boolean keysBlockLengths,
        boolean generatedBlocksInputs,
        boolean checksBlockColumns,
        boolean indexesServeKeys,
        boolean rebuildsTables,
        boolean namespaces) {}
