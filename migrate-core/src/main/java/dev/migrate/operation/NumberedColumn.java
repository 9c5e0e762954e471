package dev.migrate.operation;

import dev.migrate.schema.QualifiedName;

/** A column of an existing table whose values a sequence provides. */
public record NumberedColumn(QualifiedName table, String name) {}
