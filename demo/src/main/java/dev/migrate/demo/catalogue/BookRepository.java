package dev.migrate.demo.catalogue;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The shelf. */
public interface BookRepository extends JpaRepository<Book, Long> {

    /** All books with their authors, in the order of their titles. */
    @Query("select book from Book book join fetch book.author order by book.title")
    List<Book> findAllWithAuthors();
}
