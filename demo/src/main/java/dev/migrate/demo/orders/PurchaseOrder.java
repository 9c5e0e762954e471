package dev.migrate.demo.orders;

import dev.migrate.demo.catalogue.Book;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

/** What a customer has bought in one go. */
@Entity
@Table(indexes = @Index(name = "purchase_order_day", columnList = "placedOn"))
class PurchaseOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(name = "purchase_order_seq")
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer customer;

    @Column(nullable = false)
    private LocalDate placedOn;

    @Column(precision = 12, scale = 2, nullable = false)
    @ColumnDefault("0")
    private BigDecimal total = BigDecimal.ZERO;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "order_id", nullable = false)
    private List<OrderLine> lines = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JPA fills it
    protected PurchaseOrder() {}

    PurchaseOrder(Customer customer, LocalDate placedOn) {
        this.customer = customer;
        this.placedOn = placedOn;
    }

    void add(Book book, int copies) {
        book.take(copies);
        OrderLine line = new OrderLine(book, copies, book.price());
        this.lines.add(line);
        this.total = this.total.add(line.amount());
    }

    @Nullable
    Long id() {
        return this.id;
    }

    Customer customer() {
        return this.customer;
    }

    LocalDate placedOn() {
        return this.placedOn;
    }

    BigDecimal total() {
        return this.total;
    }

    List<OrderLine> lines() {
        return List.copyOf(this.lines);
    }
}
