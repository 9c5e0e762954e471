package dev.migrate.spring.boot.cli;

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

class GraphTests {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "graph");

    @ParameterizedTest
    @MethodSource("golden")
    void drawsAsInTheFile(String name) throws IOException {
        String[] parts = Files.readString(GOLDEN.resolve(name)).split("---\n", -1);
        Graph graph = new Graph();
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
        Graph graph = new Graph();
        graph.next("c", List.of("a"));
        assertThat(text(graph.next("b", List.of("a", "z")).after())).isEqualTo("| |");
    }

    @Test
    void leavesNoLaneOpen() {
        Random random = new Random(4711);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(40);
            Graph graph = new Graph();
            Graph.Drawing last = new Graph.Drawing(List.of(), Cell.of(""));
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
        Graph graph = new Graph();
        for (int id = 20_000; id > 0; id--) {
            assertThat(texts(graph.next(Integer.toString(id), List.of(Integer.toString(id - 1)))
                            .rows()))
                    .containsExactly("*");
        }
    }

    @Test
    void lanesKeepTheirColors() {
        Graph graph = new Graph();
        Cell merge = graph.next("merge", List.of("left", "right")).rows().get(1);
        assertThat(merge.pieces()).extracting(Cell.Piece::tone).containsExactly(Tone.LANE_1, Tone.LANE_2);
        Cell left = graph.next("left", List.of("base")).rows().get(0);
        assertThat(left.pieces()).extracting(Cell.Piece::tone).containsExactly(Tone.LANE_1, Tone.PLAIN, Tone.LANE_2);
        assertThat(graph.next("right", List.of("base")).rows().get(1).pieces())
                .extracting(Cell.Piece::tone)
                .containsExactly(Tone.LANE_1, Tone.LANE_1);
    }

    private static List<String> texts(List<Cell> rows) {
        return rows.stream().map(GraphTests::text).toList();
    }

    private static String text(Cell cell) {
        return cell.pieces().stream().map(Cell.Piece::text).collect(Collectors.joining());
    }
}
