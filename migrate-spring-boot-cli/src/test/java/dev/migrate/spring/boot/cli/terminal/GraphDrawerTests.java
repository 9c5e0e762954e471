package dev.migrate.spring.boot.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphDrawerTests {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "graph");

    @ParameterizedTest
    @MethodSource("golden")
    void drawsExpectedGraph(String name) throws IOException {
        String[] parts = Files.readString(GOLDEN.resolve(name)).split("---\n", -1);
        GraphDrawer graph = new GraphDrawer();
        List<String> drawn = new ArrayList<>();
        for (String line : parts[0].lines().toList()) {
            String[] idAndParents = line.split(":", -1);
            List<String> parents = Stream.of(idAndParents[1].split(" ", -1))
                    .filter((parent) -> !parent.isEmpty())
                    .toList();
            List<String> rows = texts(graph.next(idAndParents[0], parents).rows());
            drawn.add(rows.get(0) + " " + idAndParents[0]);
            drawn.addAll(rows.subList(1, rows.size()));
        }
        assertThat(String.join("\n", drawn) + "\n").isEqualTo(parts[1]);
    }

    static List<String> golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map((file) -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    @Test
    void continuesOpenLanes() {
        GraphDrawer graph = new GraphDrawer();
        graph.next("c", List.of("a"));
        assertThat(text(graph.next("b", List.of("a", "z")).after())).isEqualTo("| |");
    }

    @Test
    void leavesNoLaneOpen() {
        Random random = new Random(4711);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(40);
            GraphDrawer graph = new GraphDrawer();
            GraphDrawer.Drawing last = new GraphDrawer.Drawing(List.of(), StyledText.of(""));
            for (int id = size; id > 0; id--) {
                List<String> parents = new ArrayList<>();
                for (int parent = id - 1; parent > 0 && parents.size() < 3; parent--) {
                    if (random.nextInt(3) == 0) {
                        parents.add(Integer.toString(parent));
                    }
                }
                last = graph.next(Integer.toString(id), parents);
                assertThat(text(last.rows().get(0)).chars().filter((c) -> c == '*'))
                        .hasSize(1);
            }
            assertThat(last.after().isEmpty()).isTrue();
        }
    }

    @Test
    void drawsALongHistory() {
        GraphDrawer graph = new GraphDrawer();
        for (int id = 20_000; id > 0; id--) {
            assertThat(texts(graph.next(Integer.toString(id), List.of(Integer.toString(id - 1)))
                            .rows()))
                    .containsExactly("*");
        }
    }

    @Test
    void lanesKeepTheirColors() {
        GraphDrawer graph = new GraphDrawer();
        StyledText merge = graph.next("merge", List.of("left", "right")).rows().get(1);
        assertThat(merge.spans()).extracting(StyledText.Span::style).containsExactly(Style.LANE_1, Style.LANE_2);
        StyledText left = graph.next("left", List.of("base")).rows().get(0);
        assertThat(left.spans())
                .extracting(StyledText.Span::style)
                .containsExactly(Style.LANE_1, Style.PLAIN, Style.LANE_2);
        assertThat(graph.next("right", List.of("base")).rows().get(1).spans())
                .extracting(StyledText.Span::style)
                .containsExactly(Style.LANE_1, Style.LANE_1);
    }

    private static List<String> texts(List<StyledText> rows) {
        return rows.stream().map(GraphDrawerTests::text).toList();
    }

    private static String text(StyledText text) {
        return text.spans().stream().map(StyledText.Span::text).collect(Collectors.joining());
    }
}
