package dev.migrate.risk;

/**
 * A possible loss or change of data by a statement.
 *
 * @param losesData whether, as far as the text of the statement shows, the downgrade cannot restore the data
 * @param words the predicate of a message whose subject is the location of the statement
 */
public record Risk(boolean losesData, String words) {

    static Risk loss(String words) {
        return new Risk(true, words);
    }

    static Risk warning(String words) {
        return new Risk(false, words);
    }
}
