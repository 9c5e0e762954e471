package dev.migrate.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names the product that a test class, or one test, runs on. A parameter of type {@link TestDatabase} is then an empty
 * database of this product: one for each test, shared with the {@code @BeforeEach} methods and the constructor of that
 * test. One that a {@code @BeforeAll} method asks for serves the whole class. It is removed at the end.
 *
 * <p>Where the product cannot be had, the tests are skipped, and the line at the end of the run names it. With
 * {@code CI=true} in the environment only MySQL may be missing; for the others the tests fail.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DatabaseExtension.class)
public @interface DatabaseTest {

    /** The product to run on. */
    DatabaseProduct value();
}
