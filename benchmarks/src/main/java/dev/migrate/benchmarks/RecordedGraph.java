package dev.migrate.benchmarks;

import dev.migrate.revision.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The random graphs that Alembic was measured with. */
final class RecordedGraph {

    private RecordedGraph() {}

    static List<Revision> revisions(String name) throws IOException {
        List<Revision> revisions = new ArrayList<>();
        try (InputStream json = RecordedGraph.class.getResourceAsStream("/graphs/" + name + ".json")) {
            for (JsonNode node : JsonMapper.builder().build().readTree(json).get("revisions")) {
                revisions.add(new Revision(
                        node.get("id").asString(),
                        strings(node.get("down")),
                        strings(node.get("depends_on")),
                        strings(node.get("labels")),
                        node.get("message").asString(),
                        null,
                        null,
                        null));
            }
        }
        return revisions;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach((element) -> strings.add(element.asString()));
        return strings;
    }
}
