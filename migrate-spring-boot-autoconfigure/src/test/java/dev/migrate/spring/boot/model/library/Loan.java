package dev.migrate.spring.boot.model.library;

import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.mapping.AggregateReference;

/** Nothing says that it is mapped but its repository. */
public record Loan(@Id Long id, AggregateReference<Reader, Long> reader) {}
