package dev.migrate.diff;

import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Orders operations so that each runs after those that produce what it requires, and before those that destroy what it
 * still uses. The phase decides between operations that can both run, then their given order. The order is valid for
 * the inverse operations, too, when it is reversed.
 */
final class DependencyOrder {

    private final OperationEffects effects;

    DependencyOrder(Set<DdlLimit> limits) {
        this.effects = new OperationEffects(limits);
    }

    List<Operation> of(Collection<PlannedOperation> operations) {
        Map<Phase, List<PlannedOperation>> phases =
                new TreeMap<>(operations.stream().collect(Collectors.groupingBy(PlannedOperation::phase)));
        phases.replaceAll((phase, group) -> phase.isLastFirst() ? lastFirst(group) : group);
        return sorted(phases.values().stream().flatMap(List::stream).toList()).stream()
                .map(PlannedOperation::operation)
                .toList();
    }

    /** Returns the operations in the opposite of the order of their inverses. */
    private List<PlannedOperation> lastFirst(List<PlannedOperation> group) {
        List<PlannedOperation> inverses = new ArrayList<>(
                sorted(group.stream().map(PlannedOperation::inverse).toList()));
        Collections.reverse(inverses);
        return inverses.stream().map(PlannedOperation::inverse).toList();
    }

    /** Sorts topologically. Of the operations that are ready, the first of the given order is next. */
    private List<PlannedOperation> sorted(List<PlannedOperation> operations) {
        Graph graph = new Graph(operations.stream().map(this::node).toList());
        List<PlannedOperation> sorted = new ArrayList<>();
        while (!graph.nodes.isEmpty()) {
            sorted.add(graph.removeNext().planned);
        }
        return sorted;
    }

    private Node node(PlannedOperation planned) {
        return new Node(
                planned,
                planned.operation().accept(this.effects),
                planned.operation().inverse().accept(this.effects));
    }

    private static final class Graph {

        /** The operations that are left, in the preferred order. */
        private final List<Node> nodes;

        Graph(List<Node> nodes) {
            this.nodes = new ArrayList<>(nodes);
            Map<Resource, List<Node>> producers = new HashMap<>();
            Map<Resource, List<Node>> destroyers = new HashMap<>();
            for (Node node : nodes) {
                node.effects.produces().forEach((resource) -> add(producers, resource, node));
                node.reverted.produces().forEach((resource) -> add(destroyers, resource, node));
            }
            for (Node node : nodes) {
                nodes.forEach(node::prefer);
                followProducers(node, producers);
                precedeDestroyers(node, destroyers);
                followDrops(node, destroyers);
            }
        }

        /** An operation follows those that produce what it requires. */
        private static void followProducers(Node node, Map<Resource, List<Node>> producers) {
            node.effects.requires().stream()
                    .flatMap((resource) -> of(producers, resource))
                    .forEach((producer) -> producer.precedes(node));
        }

        /** An operation precedes those that destroy what it uses only until then. */
        private static void precedeDestroyers(Node node, Map<Resource, List<Node>> destroyers) {
            node.reverted.requires().stream()
                    .filter((resource) -> !node.effects.requires().contains(resource))
                    .flatMap((resource) -> of(destroyers, resource))
                    .forEach(node::precedes);
        }

        /** An object is dropped before it is created in another form, but after it is changed. */
        private static void followDrops(Node node, Map<Resource, List<Node>> destroyers) {
            for (Resource resource : node.effects.produces()) {
                Stream<Node> drops = of(destroyers, resource).filter((drop) -> !drop.produces(resource));
                if (!node.destroys(resource)) {
                    drops.forEach((drop) -> drop.precedes(node));
                } else if (resource.kind() == Resource.Kind.OBJECT) {
                    drops.forEach(node::precedes);
                }
            }
        }

        private static Stream<Node> of(Map<Resource, List<Node>> map, Resource resource) {
            return map.getOrDefault(resource, List.of()).stream();
        }

        private static void add(Map<Resource, List<Node>> map, Resource resource, Node node) {
            map.computeIfAbsent(resource, (key) -> new ArrayList<>()).add(node);
        }

        /**
         * Removes the operation that is next: of the first phase with one that is ready, the first that prefers no
         * other of this phase. If none is ready, an operation of a cycle is next.
         */
        Node removeNext() {
            Node ready = this.nodes.stream().filter(Node::isReady).findFirst().orElseGet(this::inCycle);
            Node next = this.nodes.stream()
                    .filter((node) -> node.isReady() && node.isIn(ready.planned.phase()) && node.prefers.isEmpty())
                    .findFirst()
                    .orElse(ready);
            this.nodes.remove(next);
            next.followers.forEach((follower) -> follower.waitsFor.remove(next));
            this.nodes.forEach((node) -> node.prefers.remove(next));
            return next;
        }

        /** Returns an operation that waits for itself, and not one that only waits for the operations of a cycle. */
        private Node inCycle() {
            Set<Node> passed = new HashSet<>();
            Node node = this.nodes.get(0);
            while (passed.add(node)) {
                node = this.nodes.stream()
                        .filter(node.waitsFor::contains)
                        .findFirst()
                        .orElseThrow();
            }
            return node;
        }
    }

    /** An operation with its effects and those of its inverse. */
    private static final class Node {

        private final PlannedOperation planned;
        private final Effects effects;
        private final Effects reverted;
        private final Set<Node> waitsFor = new HashSet<>();
        private final Set<Node> followers = new HashSet<>();

        /** The operations of the same phase that it prefers to follow. */
        private final Set<Node> prefers = new HashSet<>();

        Node(PlannedOperation planned, Effects effects, Effects reverted) {
            this.planned = planned;
            this.effects = effects;
            this.reverted = reverted;
        }

        void precedes(Node other) {
            if (this != other) {
                this.followers.add(other);
                other.waitsFor.add(this);
            }
        }

        boolean isReady() {
            return this.waitsFor.isEmpty();
        }

        boolean produces(Resource resource) {
            return this.effects.produces().contains(resource);
        }

        boolean destroys(Resource resource) {
            return this.reverted.produces().contains(resource);
        }

        boolean isIn(Phase phase) {
            return this.planned.phase() == phase;
        }

        void prefer(Node other) {
            if (this != other && other.isIn(this.planned.phase()) && this.effects.mightUse(other.effects)) {
                this.prefers.add(other);
            }
        }
    }
}
