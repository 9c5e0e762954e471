package dev.migrate.demo.orders;

import dev.migrate.demo.catalogue.Book;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Copies of one book in an order, at the price of that day. */
@Entity
class OrderLine {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(name = "order_line_seq")
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Book book;

    @Column(nullable = false)
    private int quantity;

    @Column(precision = 10, scale = 2, nullable = false)
    private BigDecimal unitPrice;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    protected OrderLine() {}

    OrderLine(Book book, int quantity, BigDecimal unitPrice) {
        this.book = book;
        this.quantity = quantity;
        this.unitPrice = unitPrice;
    }

    Book book() {
        return this.book;
    }

    int quantity() {
        return this.quantity;
    }

    BigDecimal amount() {
        return this.unitPrice.multiply(BigDecimal.valueOf(this.quantity));
    }
}
