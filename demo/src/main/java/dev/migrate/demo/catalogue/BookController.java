package dev.migrate.demo.catalogue;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/books")
class BookController {

    private final BookRepository books;

    private final JdbcClient jdbc;

    BookController(BookRepository books, JdbcClient jdbc) {
        this.books = books;
        this.jdbc = jdbc;
    }

    @GetMapping
    @Transactional(readOnly = true)
    List<BookView> books() {
        return this.books.findAllWithAuthors().stream().map(BookView::of).toList();
    }

    @PutMapping("/{id}/price")
    @Transactional
    BookView changePrice(@PathVariable long id, @RequestBody Price price) {
        Book book = this.books
                .findById(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No book " + id));
        book.changePrice(price.amount());
        return BookView.of(book);
    }

    @GetMapping("/{id}/prices")
    List<PriceChange> priceChanges(@PathVariable long id) {
        return this.jdbc
                .sql("select old_price, new_price, changed_at from price_change where book_id = ? order by changed_at")
                .param(id)
                .query(PriceChange.class)
                .list();
    }

    record Price(BigDecimal amount) {}

    record PriceChange(BigDecimal oldPrice, BigDecimal newPrice, LocalDateTime changedAt) {}

    record BookView(@Nullable Long id, String title, String author, BigDecimal price, int stock) {

        static BookView of(Book book) {
            return new BookView(book.id(), book.title(), book.author().name(), book.price(), book.stock());
        }
    }
}
