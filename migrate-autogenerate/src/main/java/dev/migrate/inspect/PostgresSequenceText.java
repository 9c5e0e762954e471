package dev.migrate.inspect;

import dev.migrate.inspect.PostgresCatalogQueries.Counter;
import java.util.ArrayList;
import java.util.List;

/** Writes the options of a sequence that numbers a column, without those that are the defaults of the server. */
final class PostgresSequenceText {

    private PostgresSequenceText() {}

    static String options(Counter counter, String columnType) {
        boolean up = counter.increment() > 0;
        long minimum = up ? 1 : smallest(counter.type());
        long maximum = up ? largest(counter.type()) : -1;
        List<String> options = new ArrayList<>();
        if (!counter.type().equals(columnType)) {
            options.add("AS " + counter.type());
        }
        if (counter.start() != (up ? counter.minimum() : counter.maximum())) {
            options.add("START WITH " + counter.start());
        }
        if (counter.increment() != 1) {
            options.add("INCREMENT BY " + counter.increment());
        }
        if (counter.minimum() != minimum) {
            options.add("MINVALUE " + counter.minimum());
        }
        if (counter.maximum() != maximum) {
            options.add("MAXVALUE " + counter.maximum());
        }
        if (counter.cache() != 1) {
            options.add("CACHE " + counter.cache());
        }
        if (counter.cycle()) {
            options.add("CYCLE");
        }
        return String.join(" ", options);
    }

    private static long largest(String type) {
        return switch (type) {
            case "smallint" -> Short.MAX_VALUE;
            case "integer" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    private static long smallest(String type) {
        return switch (type) {
            case "smallint" -> Short.MIN_VALUE;
            case "integer" -> Integer.MIN_VALUE;
            default -> Long.MIN_VALUE;
        };
    }
}
