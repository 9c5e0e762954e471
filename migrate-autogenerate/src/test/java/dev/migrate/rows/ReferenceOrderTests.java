package dev.migrate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceOrderTests {

    @Test
    void ordersAChainOfAnyLength() {
        int length = 100_000;

        assertThat(ReferenceOrder.of(List.of(0), (number) -> number < length ? List.of(number + 1) : List.of()))
                .hasSize(length + 1)
                .startsWith(length, length - 1)
                .endsWith(1, 0);
    }

    @Test
    void putsWhatSeveralElementsLeadToBeforeAllOfThem() {
        Map<String, List<String>> next =
                Map.of("a", List.of("b", "c"), "b", List.of("d"), "c", List.of("b"), "d", List.of());

        assertThat(ReferenceOrder.of(List.of("a", "b"), next::get)).containsExactly("d", "b", "c", "a");
    }

    @Test
    void endsInACycle() {
        Map<String, List<String>> next = Map.of("a", List.of("b", "a"), "b", List.of("c"), "c", List.of("a"));

        assertThat(ReferenceOrder.of(List.of("a"), next::get)).containsExactly("c", "b", "a");
    }
}
