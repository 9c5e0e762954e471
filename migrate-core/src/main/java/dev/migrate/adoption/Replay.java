package dev.migrate.adoption;

import dev.migrate.adoption.Adoption.Adopted;
import dev.migrate.adoption.Entry.Kind;
import dev.migrate.adoption.Imports.Imported;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows the entries of a history in their order, and finds the revisions that are applied at its end. */
final class Replay {

    private final HistoryTable table;
    private final Imports imports;
    private final RevisionGraph graph;
    private final List<Entry> entries;
    private final Set<String> applied;
    private final Since since;

    /** The last entry of each script. */
    private final Map<String, Entry> last = new LinkedHashMap<>();

    private final List<Entry> baselines;
    private final Map<String, Entry> completed = new HashMap<>();
    private final Set<String> edited = new LinkedHashSet<>();

    /** The contents of repeatable scripts that are not those in the history, which are therefore run again. */
    private final Map<String, Entry> outdated = new HashMap<>();

    Replay(HistoryTable table, Imports imports, List<Entry> entries, Set<String> applied, Since since) {
        this.table = table;
        this.imports = imports;
        this.graph = imports.graph();
        this.entries = entries;
        this.applied = applied;
        this.since = since.checked(table.tool(), entries);
        this.baselines = entries.stream()
                .filter((entry) -> entry.kind() == Kind.BASELINE && isRecent(entry))
                .toList();
        entries.stream()
                .filter((entry) -> entry.kind() != Kind.BASELINE)
                .forEach((entry) -> this.last.put(Imports.normalized(table.tool(), entry.identifier()), entry));
    }

    AdoptionDecision decide(boolean acceptsEdited) {
        for (List<Imported> scripts : this.imports.all()) {
            if (scripts.size() > 1 && !isRepeatable(scripts.get(0))) {
                return AdoptionRefusal.imported(this.table, scripts);
            }
        }
        List<Entry> failed = recent(Kind.FAILED);
        if (!failed.isEmpty()) {
            return AdoptionRefusal.failed(this.table, failed);
        }
        List<Entry> unknown = recent(Kind.COMPLETED).stream()
                .filter((entry) -> this.imports.find(entry).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            return AdoptionRefusal.unknown(this.table, unknown);
        }
        Set<String> undone = undone();
        if (!undone.isEmpty()) {
            return AdoptionRefusal.undone(this.table, undone);
        }
        collect();
        return result(acceptsEdited);
    }

    private void collect() {
        for (Entry entry : recent(Kind.COMPLETED)) {
            List<Imported> scripts = this.imports.find(entry);
            if (this.table.tool() == Tool.ALEMBIC) {
                this.graph.closure(List.of(scripts.get(0).id())).forEach((id) -> this.completed.putIfAbsent(id, entry));
            } else if (isRepeatable(scripts.get(0))) {
                collectRepeatable(entry, scripts);
            } else {
                collectOnce(entry, scripts.get(0));
            }
        }
        this.baselines.forEach(this::collectBaseline);
        removeRepeatablesThatFollowPendingScripts();
        addOvertakenRepeatables();
    }

    private void collectOnce(Entry entry, Imported script) {
        this.completed.put(script.id(), entry);
        if (script.differsFrom(entry.checksum()) && !this.applied.contains(script.id())) {
            this.edited.add(entry.name());
        }
    }

    /** The newest revision with the content that ran last is applied, and those before it are superseded. */
    private void collectRepeatable(Entry entry, List<Imported> contents) {
        int newest = contents.size() - 1;
        while (newest >= 0 && contents.get(newest).differsFrom(entry.checksum())) {
            newest--;
        }
        contents.subList(0, newest + 1).forEach((content) -> this.completed.put(content.id(), entry));
        contents.subList(newest + 1, contents.size()).forEach((content) -> this.outdated.put(content.id(), entry));
    }

    private void collectBaseline(Entry baseline) {
        FlywayVersion version = FlywayVersion.of(baseline.identifier());
        for (List<Imported> scripts : this.imports.all()) {
            Imported script = scripts.get(0);
            if (!isRepeatable(script)
                    && FlywayVersion.of(script.from().identifier()).compareTo(version) <= 0
                    && !isUndoneAfter(baseline, script)) {
                this.completed.putIfAbsent(script.id(), baseline);
            }
        }
    }

    private boolean isUndoneAfter(Entry baseline, Imported script) {
        Entry entry = this.last.get(
                Imports.normalized(this.table.tool(), script.from().identifier()));
        return entry != null && entry.kind() == Kind.UNDONE && entry.order() > baseline.order();
    }

    /** A repeatable script whose revision follows a pending one runs again, after it. */
    private void removeRepeatablesThatFollowPendingScripts() {
        for (List<Imported> scripts : this.imports.all()) {
            if (isRepeatable(scripts.get(0))) {
                scripts.stream()
                        .map(Imported::id)
                        .filter((id) -> missing(id).stream().anyMatch((missing) -> !isRepeatable(missing)))
                        .forEach(this.completed::remove);
            }
        }
    }

    /** A repeatable script that another applied script follows cannot run before it: a newer content is run instead. */
    private void addOvertakenRepeatables() {
        Set<String> required = new LinkedHashSet<>();
        this.completed.keySet().forEach((id) -> required.addAll(missing(id)));
        for (List<Imported> contents : this.imports.all()) {
            Imported newest = contents.get(contents.size() - 1);
            for (Imported content : contents) {
                Entry entry = this.outdated.get(content.id());
                if (isRepeatable(content) && required.contains(content.id()) && entry != null) {
                    this.completed.put(content.id(), entry);
                    if (required.contains(newest.id())) {
                        this.edited.add(entry.name());
                    }
                }
            }
        }
    }

    private AdoptionDecision result(boolean acceptsEdited) {
        List<Adopted> revisions = new ArrayList<>();
        for (String id : this.graph.closure(this.completed.keySet())) {
            Entry entry = this.completed.get(id);
            if (entry != null && !this.applied.contains(id)) {
                Set<String> missing = missing(id);
                if (!missing.isEmpty()) {
                    return AdoptionRefusal.unordered(this.table, entry, id, missing);
                }
                revisions.add(new Adopted(
                        this.graph.find(id).orElseThrow(), entry.completed(), entry.by(), entry.durationMs()));
            }
        }
        List<String> ids =
                revisions.stream().map((adopted) -> adopted.revision().id()).toList();
        if (!this.since.known() && !ids.isEmpty()) {
            return AdoptionRefusal.unknownSince(this.table, ids);
        }
        if (!this.edited.isEmpty() && !acceptsEdited) {
            return AdoptionRefusal.edited(this.table, this.edited);
        }
        return new Adoption(
                this.table,
                revisions,
                this.graph.maximal(ids),
                Since.end(this.table.tool(), this.entries),
                !this.baselines.isEmpty(),
                List.copyOf(this.edited));
    }

    /** Returns the revisions that a revision requires, and that are neither applied nor in the history. */
    private Set<String> missing(String id) {
        Set<String> missing = new LinkedHashSet<>(this.graph.closure(List.of(id)));
        missing.remove(id);
        missing.removeAll(this.completed.keySet());
        missing.removeAll(this.applied);
        return missing;
    }

    /** Returns the applied revisions that the tool has undone. */
    private Set<String> undone() {
        if (this.table.tool() == Tool.ALEMBIC) {
            Set<String> undone = closure(this.since.versions());
            undone.removeAll(
                    closure(this.entries.stream().map(Entry::identifier).toList()));
            undone.retainAll(this.applied);
            return undone;
        }
        return recent(Kind.UNDONE).stream()
                .flatMap((entry) -> this.imports.find(entry).stream())
                .map(Imported::id)
                .filter(this.applied::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> closure(List<String> versions) {
        List<String> ids = versions.stream()
                .flatMap((version) -> this.imports.byName().getOrDefault(version, List.of()).stream())
                .map(Imported::id)
                .toList();
        return new LinkedHashSet<>(this.graph.closure(ids));
    }

    private List<Entry> recent(Kind kind) {
        return this.last.values().stream()
                .filter((entry) -> entry.kind() == kind && isRecent(entry))
                .toList();
    }

    private boolean isRecent(Entry entry) {
        return this.table.tool() == Tool.ALEMBIC
                ? !this.since.versions().contains(entry.identifier())
                : this.since.includes(entry);
    }

    private static boolean isRepeatable(Imported script) {
        return Imports.isRepeatable(script.from().identifier());
    }

    private boolean isRepeatable(@Nullable String id) {
        return this.imports.all().stream()
                .flatMap(List::stream)
                .anyMatch((script) -> script.id().equals(id) && isRepeatable(script));
    }
}
