package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.report.StatusReport;
import dev.migrate.spring.boot.autoconfigure.status.StatusCache;
import dev.migrate.spring.boot.autoconfigure.status.StatusCaches;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Contributes the cached status of each database, by the name of its engine. */
final class MigrationsInfoContributor implements InfoContributor {

    private final StatusCaches caches;

    MigrationsInfoContributor(StatusCaches caches) {
        this.caches = caches;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> engines = new LinkedHashMap<>();
        this.caches.all().forEach((name, cache) -> engines.put(name, document(cache)));
        builder.withDetail("migrations", engines);
    }

    private static Map<String, Object> document(StatusCache cache) {
        Map<String, Object> document = new LinkedHashMap<>();
        StatusReport report = cache.get().report();
        if (report != null) {
            document.put("current", report.current());
            document.put("heads", report.heads());
            document.put("pending", report.pending());
        }
        return document;
    }
}
