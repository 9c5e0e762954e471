package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the examples of {@code docs/reference/endpoint.md} for comparison with actual responses. */
final class EndpointPage {

    private static final String BLOCK = "```json\n";

    private EndpointPage() {}

    /** Returns the keys of the first example after a text of the page. */
    static List<String> keysAfter(String words) {
        return List.copyOf(exampleAfter(words).propertyNames());
    }

    static JsonNode exampleAfter(String words) {
        String page = read();
        int index = page.indexOf(words);
        assertThat(index).as("'%s' in the page", words).isNotNegative();
        int begin = page.indexOf(BLOCK, index) + BLOCK.length();
        return JsonMapper.shared().readTree(page.substring(begin, page.indexOf("```", begin)));
    }

    static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "reference", "endpoint.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
