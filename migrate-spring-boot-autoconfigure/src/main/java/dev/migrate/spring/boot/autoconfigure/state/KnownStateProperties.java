package dev.migrate.spring.boot.autoconfigure.state;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of what health tells of the databases. */
@ConfigurationProperties("management.health.migrations")
public class KnownStateProperties {

    /**
     * How long a database that is where it should be is taken to be still there. It is then asked again beside the
     * probe. One that is not is asked every few seconds.
     */
    private Duration refreshInterval = Duration.ofMinutes(1);

    public Duration getRefreshInterval() {
        return this.refreshInterval;
    }

    public void setRefreshInterval(Duration refreshInterval) {
        this.refreshInterval = refreshInterval;
    }
}
