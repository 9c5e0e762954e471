package dev.migrate.script;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates the values of a header or an annotation. */
record HeaderValues(Problems problems) {

    void checkId(String id, Location location) {
        if (!RevisionGraph.isLegalId(id)) {
            report(
                    ErrorCode.ILLEGAL_REVISION_ID,
                    location,
                    id.isEmpty() ? "The revision id is empty." : "'%s' cannot be a revision id.".formatted(id),
                    RevisionGraph.LEGAL_ID);
        }
    }

    /** Returns the values of a list, without duplicates. */
    List<String> list(String key, List<String> values, Location location) {
        List<String> items = new ArrayList<>();
        for (String value : values) {
            String item = value.strip();
            if (item.isEmpty() || items.contains(item)) {
                report(
                        ErrorCode.BAD_LIST,
                        location,
                        item.isEmpty()
                                ? "The list of '%s' has an empty value.".formatted(key)
                                : "The list of '%s' contains '%s' twice.".formatted(key, item),
                        "Separate the values by single commas, and name each once.");
            } else {
                items.add(item);
            }
        }
        return items;
    }

    @Nullable
    Instant created(String text, Location location) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Timestamps.parse(text);
        } catch (DateTimeException ex) {
            report(
                    ErrorCode.BAD_CREATE_DATE,
                    location,
                    "'%s' is not a timestamp.".formatted(text),
                    "Write a timestamp with an offset, such as 2026-11-23T10:15:30Z or 2026-11-23T10:15:30+01:00.");
            return null;
        }
    }

    void report(ErrorCode code, Location location, String message, String remedy) {
        this.problems.add(new Problem(code, location, message, remedy));
    }
}
