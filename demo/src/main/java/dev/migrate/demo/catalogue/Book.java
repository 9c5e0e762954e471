package dev.migrate.demo.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

/** A title that the shop sells. */
@Entity
@Table(indexes = @Index(name = "book_title", columnList = "title"))
public class Book {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(name = "book_seq")
    private @Nullable Long id;

    @Column(length = 200, nullable = false)
    private String title;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Author author;

    @Column(precision = 10, scale = 2, nullable = false)
    @ColumnDefault("9.90")
    private BigDecimal price;

    @Column(nullable = false)
    @ColumnDefault("10")
    private int stock;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    protected Book() {}

    @Nullable
    Long id() {
        return this.id;
    }

    /** How it is called. */
    public String title() {
        return this.title;
    }

    Author author() {
        return this.author;
    }

    /** What one copy costs today. */
    public BigDecimal price() {
        return this.price;
    }

    int stock() {
        return this.stock;
    }

    void changePrice(BigDecimal price) {
        this.price = price;
    }

    /**
     * Takes copies from the shelf.
     *
     * @throws IllegalStateException if there are not so many
     */
    public void take(int copies) {
        if (copies > this.stock) {
            throw new IllegalStateException("Only %d copies of '%s' are left".formatted(this.stock, this.title));
        }
        this.stock -= copies;
    }
}
