package dev.migrate.spring.boot.autoconfigure.metrics;

import io.micrometer.observation.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The observations of a run in progress. If all revisions share a transaction, a revision starts before the previous ones
 * are committed, and the observation of each lasts until that commit.
 */
final class ObservedRun {

    private final Observation run;
    private final Observation.Scope scope;
    private final Map<String, Observation> revisions = new LinkedHashMap<>();
    private Observation.@Nullable Scope current;

    ObservedRun(Observation run) {
        this.run = run;
        this.scope = run.openScope();
    }

    void begin(String revision, Supplier<Observation> start) {
        leave();
        Observation observation = start.get();
        this.revisions.put(revision, observation);
        this.current = observation.openScope();
    }

    void end(String revision, Consumer<Observation> outcome) {
        leave();
        Observation observation = this.revisions.remove(revision);
        if (observation != null) {
            outcome.accept(observation);
            observation.stop();
        }
    }

    /** Stops the observations of the run and of the revisions that were rolled back with it. */
    void end(Consumer<Observation> outcome) {
        List.copyOf(this.revisions.keySet()).forEach((revision) -> end(revision, outcome));
        leave();
        this.scope.close();
        outcome.accept(this.run);
        this.run.stop();
    }

    private void leave() {
        if (this.current != null) {
            this.current.close();
            this.current = null;
        }
    }
}
