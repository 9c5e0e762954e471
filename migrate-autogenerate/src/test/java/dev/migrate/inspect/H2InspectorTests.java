package dev.migrate.inspect;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

@DatabaseTest(DatabaseProduct.H2)
class H2InspectorTests extends InspectorContract {

    @Override
    List<String> enumerated(String name, String... labels) {
        int longest = Stream.of(labels)
                .mapToInt((label) -> label.replace("''", "'").length())
                .max()
                .orElseThrow();
        return List.of("create domain %s as varchar(%d) check (value in ('%s'))"
                .formatted(name, longest, String.join("', '", labels)));
    }

    @Override
    String generated(String type, String expression) {
        return type + " generated always as (" + expression + ")";
    }

    @Override
    String folded(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    String inHome(String table) {
        return "public." + table;
    }
}
