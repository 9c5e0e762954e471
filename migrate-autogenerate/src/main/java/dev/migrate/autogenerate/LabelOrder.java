package dev.migrate.autogenerate;

import dev.migrate.schema.EnumType;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of the labels of an enumerated type. Hibernate sorts the labels of an enum that is stored by name, so that
 * the sorted order declares nothing.
 */
final class LabelOrder {

    private LabelOrder() {}

    /** Returns the wanted type, in the order of the database if its own order declares nothing and is another one. */
    static EnumType of(EnumType found, EnumType wanted) {
        List<String> kept =
                found.labels().stream().filter(wanted.labels()::contains).toList();
        List<String> asWanted = wanted.labels().stream().filter(kept::contains).toList();
        boolean isSorted = wanted.labels().stream().sorted().toList().equals(wanted.labels());
        if (!isSorted || kept.equals(asWanted)) {
            return wanted;
        }
        List<String> labels = new ArrayList<>(kept);
        wanted.labels().stream().filter((label) -> !kept.contains(label)).forEach(labels::add);
        return new EnumType(wanted.name(), labels);
    }
}
