/**
 * Provides databases for the tests of this project.
 *
 * <p>A test class specifies the product and receives its own database:
 *
 * <pre>{@code
 * @DatabaseTest(DatabaseProduct.POSTGRESQL)
 * class PostgresHistoryTests extends HistoryContract {}
 *
 * abstract class HistoryContract {
 *     @Test
 *     void returnsAppliedRevisions(TestDatabase database) { ... }
 * }
 * }</pre>
 */
@NullMarked
package dev.migrate.testsupport;

import org.jspecify.annotations.NullMarked;
