package dev.migrate.plan;

import dev.migrate.revision.Revision;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A graph recorded from Alembic, with properties derived from its edges by brute force. Does not use the tested code.
 */
final class RecordedGraph {

    private static final String WORD = "[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+|-[A-Za-z_][A-Za-z0-9_]*)*";
    private static final Pattern GRAMMAR =
            Pattern.compile("(?:(" + WORD + ")@)?(?:(" + WORD + ")?([+-][0-9]+)|(" + WORD + "))");
    private static final Set<String> KEYWORDS = Set.of("head", "heads", "base", "current");
    private static final int SHORT = 3;

    private final JsonNode json;
    private final Map<String, JsonNode> revisions = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, List<String>> parents = new LinkedHashMap<>();
    private final Map<String, List<String>> prerequisites = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final Map<String, List<String>> dependants = new LinkedHashMap<>();

    RecordedGraph(Path file) {
        this.json = JsonMapper.builder().build().readTree(file.toFile());
        for (JsonNode revision : this.json.get("revisions")) {
            String id = revision.get("id").asString();
            this.revisions.put(id, revision);
            strings(revision.get("labels")).forEach((label) -> this.labels.put(label, id));
            this.children.put(id, new ArrayList<>());
            this.dependants.put(id, new ArrayList<>());
        }
        for (JsonNode revision : this.json.get("revisions")) {
            String id = revision.get("id").asString();
            List<String> down = strings(revision.get("down"));
            Set<String> needed = new LinkedHashSet<>(down);
            strings(revision.get("depends_on")).forEach((name) -> needed.add(this.labels.getOrDefault(name, name)));
            this.parents.put(id, down);
            this.prerequisites.put(id, List.copyOf(needed));
            down.forEach((parent) -> reverse(this.children, parent, id));
            needed.forEach((parent) -> reverse(this.dependants, parent, id));
        }
    }

    private static void reverse(Map<String, List<String>> edges, String from, String to) {
        if (edges.containsKey(from) && !edges.get(from).contains(to)) {
            edges.get(from).add(to);
        }
    }

    String name() {
        return this.json.get("name").asString();
    }

    boolean bad() {
        return this.json.path("bad").asBoolean(false);
    }

    Optional<JsonNode> structure() {
        return this.json.has("structure") ? Optional.of(this.json.get("structure")) : Optional.empty();
    }

    /** Whether Alembic loads the graph. */
    boolean loads() {
        for (JsonNode test : cases()) {
            if (test.get("kind").asString().equals("load")) {
                return test.get("expect").has("ok");
            }
        }
        return true;
    }

    boolean knows(List<String> ids) {
        return this.revisions.keySet().containsAll(ids);
    }

    JsonNode cases() {
        return this.json.get("cases");
    }

    List<Revision> revisions() {
        List<Revision> found = new ArrayList<>();
        for (JsonNode revision : this.json.get("revisions")) {
            found.add(new Revision(
                    revision.get("id").asString(),
                    strings(revision.get("down")),
                    strings(revision.get("depends_on")),
                    strings(revision.get("labels")),
                    revision.path("message").asString(""),
                    null,
                    null,
                    null));
        }
        return found;
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isNull()) {
                strings.add(element.asString());
            }
        }
        return strings;
    }

    List<String> children(String id) {
        return this.children.get(id);
    }

    List<String> dependants(String id) {
        return this.dependants.get(id);
    }

    List<String> prerequisites(String id) {
        return this.prerequisites.get(id);
    }

    Set<String> realHeads() {
        return all((id) -> this.dependants.get(id).isEmpty());
    }

    Set<String> heads() {
        return all((id) -> this.children.get(id).isEmpty());
    }

    /** The revisions with everything that they descend from or depend on. */
    Set<String> closure(Collection<String> ids) {
        return reachable(ids, this.prerequisites);
    }

    /** Those of the revisions that lie under no other of them. */
    Set<String> maximal(Collection<String> ids) {
        Set<String> maximal = new TreeSet<>(ids);
        for (String id : ids) {
            Set<String> below = closure(List.of(id));
            below.remove(id);
            maximal.removeAll(below);
        }
        return maximal;
    }

    /** Whether one is an ancestor, descendant, dependency or dependant of the other, or the same. */
    boolean related(String one, String other) {
        return closure(List.of(one)).contains(other) || closure(List.of(other)).contains(one);
    }

    /** Whether the order puts each revision after all that it needs, as far as that is in it. */
    boolean ordered(List<String> upwards) {
        Set<String> all = Set.copyOf(upwards);
        Set<String> seen = new LinkedHashSet<>();
        for (String id : upwards) {
            Set<String> needed = closure(List.of(id));
            needed.remove(id);
            needed.retainAll(all);
            if (!seen.containsAll(needed) || !seen.add(id)) {
                return false;
            }
        }
        return true;
    }

    /** Parses a symbol by the grammar of the contract; empty if it is malformed. */
    record Parts(Optional<String> branch, Optional<String> anchor, Optional<Integer> steps) {}

    static Optional<Parts> parts(String symbol) {
        Matcher matcher = GRAMMAR.matcher(symbol);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> branch = Optional.ofNullable(matcher.group(1));
        Optional<Integer> steps = Optional.ofNullable(matcher.group(3)).map(Integer::valueOf);
        Optional<String> anchor = Optional.ofNullable(steps.isPresent() ? matcher.group(2) : matcher.group(4));
        boolean junk = branch.filter(KEYWORDS::contains).isPresent()
                || steps.isPresent() && anchor.filter("heads"::equals).isPresent();
        return junk ? Optional.empty() : Optional.of(new Parts(branch, anchor, steps));
    }

    /** All ids and labels that begin with a word, or the one that is the word. */
    Set<String> matches(String word) {
        Set<String> names = new LinkedHashSet<>(this.revisions.keySet());
        names.addAll(this.labels.keySet());
        if (names.contains(word)) {
            return Set.of(word);
        }
        names.removeIf((name) -> !name.startsWith(word));
        return names;
    }

    /** Whether a word of the symbol abbreviates a name so short that Alembic does not look at it. */
    boolean abbreviatesShortName(String symbol) {
        return words(symbol).stream()
                .anyMatch((word) ->
                        matches(word).stream().anyMatch((name) -> name.length() <= SHORT && !name.equals(word)));
    }

    boolean hasAmbiguousWord(String symbol) {
        return words(symbol).stream().anyMatch((word) -> matches(word).size() > 1);
    }

    boolean hasUnknownBranch(String symbol) {
        return parts(symbol)
                .flatMap(Parts::branch)
                .filter((branch) -> matches(branch).isEmpty())
                .isPresent();
    }

    private static List<String> words(String symbol) {
        List<String> words = new ArrayList<>();
        parts(symbol).ifPresent((parts) -> {
            parts.branch().ifPresent(words::add);
            parts.anchor().filter((word) -> !KEYWORDS.contains(word)).ifPresent(words::add);
        });
        return words;
    }

    /** Returns the revisions that an absolute symbol names. */
    Set<String> named(String symbol) {
        Parts parts = parts(symbol).orElseThrow();
        String word = parts.anchor().orElseThrow();
        Set<String> found = switch (word) {
            case "base" -> Set.of();
            case "heads" -> parts.branch().isPresent() ? heads() : realHeads();
            case "head" -> heads();
            default -> targets(word, parts.branch());
        };
        Set<String> named = new TreeSet<>(found);
        parts.branch().ifPresent((branch) -> {
            if (!named.isEmpty()) {
                named.retainAll(lineage(branch));
            }
        });
        return named;
    }

    private Set<String> targets(String word, Optional<String> branch) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : matches(word)) {
            String id = this.labels.getOrDefault(name, name);
            if (branch.isEmpty() || lineage(branch.get()).contains(id)) {
                found.add(id);
            }
        }
        return found;
    }

    /** The revision that a branch name stands for. */
    String branchRevision(String branch) {
        String name = matches(branch).iterator().next();
        return this.labels.getOrDefault(name, name);
    }

    private Set<String> lineage(String branch) {
        List<String> start = List.of(branchRevision(branch));
        Set<String> lineage = reachable(start, this.parents);
        lineage.addAll(reachable(start, this.children));
        return lineage;
    }

    private Set<String> all(Function<String, Boolean> choice) {
        Set<String> found = new LinkedHashSet<>(this.revisions.keySet());
        found.removeIf((id) -> !choice.apply(id));
        return found;
    }

    private static Set<String> reachable(Collection<String> start, Map<String, List<String>> edges) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            String id = open.pop();
            if (reached.add(id)) {
                edges.getOrDefault(id, List.of()).forEach(open::push);
            }
        }
        return reached;
    }
}
