package dev.migrate.diff;

import dev.migrate.diff.Phase.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts operations topologically. Of the operations that are ready, the first by stage, table, and phase is next. */
final class DependencyGraph {

    private static final Comparator<Node> NEXT_FIRST = Comparator.<Node, Stage>comparing((node) -> node.stage)
            .thenComparing((node) -> node.stage == Stage.TABLE ? node.rank : 0)
            .thenComparing((node) -> node.phase)
            .thenComparing((node) -> !node.prefers.isEmpty())
            .thenComparing((node) -> node.position);

    /** The operations that are left, in the given order. */
    private final Set<Node> left = new LinkedHashSet<>();

    /** Those of them that can run, the next one first. */
    private final NavigableSet<Node> ready = new TreeSet<>(NEXT_FIRST);

    private @Nullable Node last;

    DependencyGraph(List<PlannedOperation> operations, OperationEffects effects, TableOrder tables) {
        Map<Resource, List<Node>> producers = new HashMap<>();
        Map<Resource, List<Node>> destroyers = new HashMap<>();
        for (PlannedOperation planned : operations) {
            Node node = new Node(this.left.size(), planned, effects, tables);
            this.left.add(node);
            node.effects.produces().forEach((resource) -> add(producers, resource, node));
            node.effects.mentions().forEach((mention) -> add(producers, mention, node));
            node.reverted.produces().forEach((resource) -> add(destroyers, resource, node));
        }
        for (Node node : this.left) {
            preferProducers(node, producers);
            followProducers(node, producers);
            precedeDestroyers(node, destroyers);
            followDrops(node, destroyers);
        }
        this.left.stream().sorted(NEXT_FIRST).toList().forEach(DependencyGraph::bringForward);
        this.left.stream().filter(Node::isReady).forEach(this.ready::add);
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

    /** Gives the operations for which another one waits its place, so that they do not delay it. */
    private static void bringForward(Node first) {
        Deque<Node> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Node node = open.pop();
            for (Node earlier : node.waitsFor) {
                if (earlier.stage.compareTo(node.stage) > 0) {
                    earlier.stage = node.stage;
                    earlier.rank = node.rank;
                    earlier.phase = node.phase;
                    open.push(earlier);
                }
            }
        }
    }

    private static Stream<Node> of(Map<Resource, List<Node>> map, Resource resource) {
        return map.getOrDefault(resource, List.of()).stream();
    }

    private static void add(Map<Resource, List<Node>> map, Resource resource, Node node) {
        map.computeIfAbsent(resource, (key) -> new ArrayList<>()).add(node);
    }

    List<PlannedOperation> sorted() {
        List<PlannedOperation> sorted = new ArrayList<>();
        while (!this.left.isEmpty()) {
            Node next = this.ready.isEmpty() ? firstOfCycle() : next();
            remove(next);
            sorted.add(next.planned);
        }
        return sorted;
    }

    /** Returns the next operation, which is about the table of the last one if possible. */
    private Node next() {
        Node first = this.ready.first();
        Node before = this.last;
        if (before == null || before.stage != Stage.TABLE || first.stage != Stage.TABLE || before.rank == first.rank) {
            return first;
        }
        return this.ready.stream()
                .filter((node) -> node.stage == Stage.TABLE && node.rank == before.rank)
                .findFirst()
                .orElse(first);
    }

    private void remove(Node next) {
        this.last = next;
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
    }

    /** Returns the first operation of a cycle in which each operation waits for the next one. */
    private Node firstOfCycle() {
        Set<Node> path = new LinkedHashSet<>();
        Node node = this.left.iterator().next();
        while (path.add(node)) {
            node = node.waitsFor.stream().min(NEXT_FIRST).orElseThrow();
        }
        Node entry = node;
        return path.stream()
                .dropWhile((other) -> other != entry)
                .min(NEXT_FIRST)
                .orElseThrow();
    }

    /** An operation with its effects and those of its inverse. */
    private static final class Node {

        private final int position;
        private final PlannedOperation planned;
        private final Effects effects;
        private final Effects reverted;
        private final Set<Node> waitsFor = new HashSet<>();

        private Stage stage;
        private int rank;
        private Phase phase;

        /** The operations of the same phase that it prefers to follow. */
        private final Set<Node> prefers = new HashSet<>();

        /** The operations that wait for this one or prefer to follow it. */
        private final Set<Node> followers = new HashSet<>();

        Node(int position, PlannedOperation planned, OperationEffects effects, TableOrder tables) {
            this.position = position;
            this.planned = planned;
            this.effects = planned.operation().accept(effects);
            this.reverted = planned.operation().inverse().accept(effects);
            this.stage = tables.stage(planned);
            this.rank = tables.rank(planned.operation());
            this.phase = planned.phase();
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
