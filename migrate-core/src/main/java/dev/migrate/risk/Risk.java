package dev.migrate.risk;

/**
 * Something that a statement may take away.
 *
 * @param losesData whether the downgrade cannot bring it back, as far as the text of the statement tells
 * @param words what it does, to follow the place of the statement
 */
public record Risk(boolean losesData, String words) {

    static Risk loss(String words) {
        return new Risk(true, words);
    }

    static Risk warning(String words) {
        return new Risk(false, words);
    }
}
