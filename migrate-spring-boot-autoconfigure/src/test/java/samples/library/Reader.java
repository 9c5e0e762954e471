package samples.library;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table
public record Reader(@Id Long id, String fullName, UUID card) {}
