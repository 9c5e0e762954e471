package dev.migrate.demo.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/** Who buys. */
@Entity
class Customer {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(name = "customer_seq")
    private @Nullable Long id;

    @Column(length = 100, nullable = false, unique = true)
    private String name;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    protected Customer() {}

    Customer(String name) {
        this.name = name;
    }

    String name() {
        return this.name;
    }
}
