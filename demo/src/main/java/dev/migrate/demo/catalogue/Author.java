package dev.migrate.demo.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/** Who wrote a book. */
@Entity
class Author {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(name = "author_seq")
    private @Nullable Long id;

    @Column(length = 100, nullable = false)
    private String name;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    protected Author() {}

    String name() {
        return this.name;
    }
}
