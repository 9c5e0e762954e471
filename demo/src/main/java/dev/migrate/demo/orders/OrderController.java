package dev.migrate.demo.orders;

import dev.migrate.demo.catalogue.Book;
import dev.migrate.demo.catalogue.BookRepository;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/orders")
class OrderController {

    private final PurchaseOrderRepository orders;

    private final CustomerRepository customers;

    private final BookRepository books;

    OrderController(PurchaseOrderRepository orders, CustomerRepository customers, BookRepository books) {
        this.orders = orders;
        this.customers = customers;
        this.books = books;
    }

    @GetMapping
    @Transactional(readOnly = true)
    List<OrderView> ordersOf(@RequestParam LocalDate day) {
        return this.orders.findAllOf(day).stream().map(OrderView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    OrderView place(@RequestBody NewOrder wanted) {
        Customer customer = this.customers
                .findByName(wanted.customer())
                .orElseGet(() -> this.customers.save(new Customer(wanted.customer())));
        PurchaseOrder order = new PurchaseOrder(customer, LocalDate.now(ZoneOffset.UTC));
        wanted.lines().forEach(line -> add(order, line));
        return OrderView.of(this.orders.save(order));
    }

    private void add(PurchaseOrder order, NewLine line) {
        Book book = this.books
                .findById(line.book())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No book " + line.book()));
        try {
            order.add(book, line.copies());
        } catch (IllegalStateException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
        }
    }

    record NewOrder(String customer, List<NewLine> lines) {}

    record NewLine(long book, int copies) {}

    record OrderView(@Nullable Long id, String customer, LocalDate day, List<LineView> lines, BigDecimal total) {

        static OrderView of(PurchaseOrder order) {
            return new OrderView(
                    order.id(),
                    order.customer().name(),
                    order.placedOn(),
                    order.lines().stream().map(LineView::of).toList(),
                    order.total());
        }
    }

    record LineView(String book, int copies, BigDecimal amount) {

        static LineView of(OrderLine line) {
            return new LineView(line.book().title(), line.quantity(), line.amount());
        }
    }
}
