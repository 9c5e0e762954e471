/**
 * Finds the databases that the project's own tests run on.
 *
 * <p>A test class says which product it needs, and is given a database of its own:
 *
 * <pre>{@code
 * @DatabaseTest(DatabaseProduct.POSTGRESQL)
 * class PostgresHistoryTests extends HistoryContract {}
 *
 * abstract class HistoryContract {
 *     @Test
 *     void remembersWhatWasApplied(TestDatabase database) { ... }
 * }
 * }</pre>
 */
@NullMarked
package dev.migrate.testsupport;

import org.jspecify.annotations.NullMarked;
