package dev.migrate.spring.boot.autoconfigure.status;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of the health indicator. */
@ConfigurationProperties("management.health.migrations")
public class StatusCacheProperties {

    /**
     * Maximum age of the cached status of a database that is at its target. An expired status is refreshed in the
     * background. Other statuses expire after a few seconds.
     */
    private Duration refreshInterval = Duration.ofMinutes(1);

    public Duration getRefreshInterval() {
        return this.refreshInterval;
    }

    public void setRefreshInterval(Duration refreshInterval) {
        this.refreshInterval = refreshInterval;
    }
}
