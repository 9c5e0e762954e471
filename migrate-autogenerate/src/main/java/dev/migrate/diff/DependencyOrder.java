package dev.migrate.diff;

import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        List<Node> nodes = new ArrayList<>();
        operations.forEach((planned) -> nodes.add(node(nodes.size(), planned)));
        Graph graph = new Graph(nodes);
        List<PlannedOperation> sorted = new ArrayList<>();
        while (!graph.left.isEmpty()) {
            sorted.add(graph.removeNext().planned);
        }
        return sorted;
    }

    private Node node(int position, PlannedOperation planned) {
        return new Node(
                position,
                planned,
                planned.operation().accept(this.effects),
                planned.operation().inverse().accept(this.effects));
    }

    private static final class Graph {

        private static final Comparator<Node> NEXT_FIRST = Comparator.<Node, Phase>comparing(
                        (node) -> node.planned.phase())
                .thenComparing((node) -> !node.prefers.isEmpty())
                .thenComparing((node) -> node.position);

        /** The operations that are left, in the given order. */
        private final Set<Node> left;

        /** Those of them that can run, the next one first. */
        private final NavigableSet<Node> ready = new TreeSet<>(NEXT_FIRST);

        Graph(List<Node> nodes) {
            this.left = new LinkedHashSet<>(nodes);
            Map<Resource, List<Node>> producers = new HashMap<>();
            Map<Resource, List<Node>> destroyers = new HashMap<>();
            for (Node node : nodes) {
                node.effects.produces().forEach((resource) -> add(producers, resource, node));
                node.effects.mentions().forEach((mention) -> add(producers, mention, node));
                node.reverted.produces().forEach((resource) -> add(destroyers, resource, node));
            }
            for (Node node : nodes) {
                preferProducers(node, producers);
                followProducers(node, producers);
                precedeDestroyers(node, destroyers);
                followDrops(node, destroyers);
            }
            nodes.stream().filter(Node::isReady).forEach(this.ready::add);
        }

        /** An operation prefers to follow those of the same phase that produce what it probably uses. */
        private static void preferProducers(Node node, Map<Resource, List<Node>> producers) {
            node.effects.prefers().stream()
                    .flatMap((resource) -> of(producers, resource))
                    .filter((producer) -> producer.planned.phase() == node.planned.phase())
                    .forEach(node::prefers);
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
         * other of this phase. If there is a cycle, none is ready, and the first operation that is left is next.
         */
        Node removeNext() {
            Node next = this.ready.isEmpty() ? this.left.iterator().next() : this.ready.first();
            this.ready.remove(next);
            this.left.remove(next);
            for (Node follower : next.followers) {
                this.ready.remove(follower);
                follower.waitsFor.remove(next);
                follower.prefers.remove(next);
                if (follower.isReady() && this.left.contains(follower)) {
                    this.ready.add(follower);
                }
            }
            return next;
        }
    }

    /** An operation with its effects and those of its inverse. */
    private static final class Node {

        private final int position;
        private final PlannedOperation planned;
        private final Effects effects;
        private final Effects reverted;
        private final Set<Node> waitsFor = new HashSet<>();

        /** The operations of the same phase that it prefers to follow. */
        private final Set<Node> prefers = new HashSet<>();

        /** The operations that wait for this one or prefer to follow it. */
        private final Set<Node> followers = new HashSet<>();

        Node(int position, PlannedOperation planned, Effects effects, Effects reverted) {
            this.position = position;
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

        void prefers(Node other) {
            if (this != other) {
                this.prefers.add(other);
                other.followers.add(this);
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
    }
}
