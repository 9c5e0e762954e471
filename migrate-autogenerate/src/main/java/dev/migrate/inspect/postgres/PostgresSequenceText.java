package dev.migrate.inspect.postgres;

import dev.migrate.inspect.postgres.PostgresTableQueries.SequenceRow;
import java.util.ArrayList;
import java.util.List;

/** Writes the options of a sequence that numbers a column, without those that are the defaults of the server. */
final class PostgresSequenceText {

    private PostgresSequenceText() {}

    static String options(SequenceRow sequence, String columnType) {
        boolean up = sequence.increment() > 0;
        long minimum = up ? 1 : smallest(sequence.type());
        long maximum = up ? largest(sequence.type()) : -1;
        List<String> options = new ArrayList<>();
        if (!sequence.type().equals(columnType)) {
            options.add("AS " + sequence.type());
        }
        if (sequence.start() != (up ? sequence.minimum() : sequence.maximum())) {
            options.add("START WITH " + sequence.start());
        }
        if (sequence.increment() != 1) {
            options.add("INCREMENT BY " + sequence.increment());
        }
        if (sequence.minimum() != minimum) {
            options.add("MINVALUE " + sequence.minimum());
        }
        if (sequence.maximum() != maximum) {
            options.add("MAXVALUE " + sequence.maximum());
        }
        if (sequence.cache() != 1) {
            options.add("CACHE " + sequence.cache());
        }
        if (sequence.cycle()) {
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
