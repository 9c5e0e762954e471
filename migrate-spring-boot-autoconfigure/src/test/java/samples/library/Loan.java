package samples.library;

import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.mapping.AggregateReference;

/** An aggregate without annotations, mapped only because it has a repository. */
public record Loan(@Id Long id, AggregateReference<Reader, Long> reader) {}
