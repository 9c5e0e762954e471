package dev.migrate;

import dev.migrate.dialect.Dialect;
import dev.migrate.operation.Migration;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import dev.migrate.script.ScriptLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The revisions that this application ships.
 *
 * @param scripts by id, in load order
 * @param graph of these alone
 */
record LocalRevisions(Map<String, Script> scripts, RevisionGraph graph) {

    static LocalRevisions load(
            MigrateSettings settings,
            ClassLoader classLoader,
            Iterable<? extends Migration> migrations,
            Dialect dialect) {
        return of(new ScriptLoader(classLoader, dialect, migrations).load(settings.locations()));
    }

    static LocalRevisions of(List<Script> found) {
        RevisionGraph graph =
                RevisionGraph.of(found.stream().map(Script::revision).toList());
        Map<String, Script> byId = new LinkedHashMap<>();
        found.forEach((script) -> byId.put(script.revision().id(), script));
        return new LocalRevisions(byId, graph);
    }

    List<Revision> revisions() {
        return this.graph.revisions();
    }
}
