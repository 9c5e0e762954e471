package dev.migrate.risk;

/**
 * A possible loss or change of data by a statement.
 *
 * @param losesData whether, as far as the text of the statement shows, the downgrade cannot restore the data
 * @param changesType whether it is the change of a column's type, which a warning in the script describes better
 * @param description the predicate of a message whose subject is the location of the statement
 */
public record Risk(boolean losesData, boolean changesType, String description) {

    static Risk loss(String description) {
        return new Risk(true, false, description);
    }

    static Risk typeChange(String description) {
        return new Risk(true, true, description);
    }

    static Risk warning(String description) {
        return new Risk(false, false, description);
    }
}
