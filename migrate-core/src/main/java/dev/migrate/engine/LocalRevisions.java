package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.operation.Migration;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import dev.migrate.script.ScriptLoader;
import dev.migrate.settings.MigrateSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The revisions whose scripts this application contains.
 *
 * @param scripts the scripts by revision id, in load order
 * @param graph the graph of these revisions
 */
public record LocalRevisions(Map<String, Script> scripts, RevisionGraph graph) {

    public static LocalRevisions load(
            MigrateSettings settings,
            ClassLoader classLoader,
            Iterable<? extends Migration> migrations,
            Dialect dialect) {
        return of(new ScriptLoader(classLoader, dialect, migrations).load(settings.locations()));
    }

    static LocalRevisions of(List<Script> scripts) {
        RevisionGraph graph =
                RevisionGraph.of(scripts.stream().map(Script::revision).toList());
        Map<String, Script> byId = new LinkedHashMap<>();
        scripts.forEach((script) -> byId.put(script.revision().id(), script));
        return new LocalRevisions(byId, graph);
    }

    public List<Revision> revisions() {
        return this.graph.revisions();
    }
}
