package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.report.StatusReport;
import dev.migrate.spring.boot.autoconfigure.state.StatusCache;
import dev.migrate.spring.boot.autoconfigure.state.StatusCaches;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Contributes the cached status of each database, by the name of its engine. */
final class MigrationsInfoContributor implements InfoContributor {

    private final StatusCaches states;

    MigrationsInfoContributor(StatusCaches states) {
        this.states = states;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> engines = new LinkedHashMap<>();
        this.states.all().forEach((name, state) -> engines.put(name, document(state)));
        builder.withDetail("migrations", engines);
    }

    private static Map<String, Object> document(StatusCache state) {
        Map<String, Object> document = new LinkedHashMap<>();
        StatusReport report = state.get().report();
        if (report != null) {
            document.put("current", report.current());
            document.put("heads", report.heads());
            document.put("pending", report.pending());
        }
        return document;
    }
}
