package dev.migrate.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Specifies the product that a test class or a test runs on. A parameter of type {@link TestDatabase} is then an empty
 * database of this product: one for each test, shared with the {@code @BeforeEach} methods and the constructor of that
 * test. A parameter of a {@code @BeforeAll} method is one database for the whole class. Databases are removed at the end.
 *
 * <p>If the product is unavailable, the tests are skipped, and a line at the end of the run names the product. With
 * {@code CI=true} in the environment, only MySQL may be missing; tests of other products fail.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DatabaseExtension.class)
public @interface DatabaseTest {

    /** Returns the product to run on. */
    DatabaseProduct value();
}
