package dev.migrate.spring.boot.autoconfigure.model;

import org.springframework.context.ApplicationContext;

/**
 * The application whose models are compared.
 *
 * @param context its context
 */
record ModelContext(ApplicationContext context) {}
