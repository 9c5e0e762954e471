package dev.migrate.spring.boot.autoconfigure.model;

/** A kind of models for which the application has the library. */
enum ModelKind {
    JPA,
    DATA_JDBC
}
