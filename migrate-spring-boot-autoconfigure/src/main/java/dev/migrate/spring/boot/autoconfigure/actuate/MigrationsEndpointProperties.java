package dev.migrate.spring.boot.autoconfigure.actuate;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of the migrations endpoint. */
@ConfigurationProperties("management.endpoint.migrations")
public class MigrationsEndpointProperties {

    /**
     * Comma-separated list of the roles that may upgrade, downgrade and stamp. If not set, every caller who is signed
     * in may.
     */
    private Set<String> roles = new LinkedHashSet<>();

    /**
     * Whether anyone who reaches the endpoint may upgrade, downgrade and stamp without signing in. Meant for
     * applications whose network alone decides who reaches them.
     */
    private boolean allowAnonymousWrites;

    public Set<String> getRoles() {
        return this.roles;
    }

    public void setRoles(Set<String> roles) {
        this.roles = roles;
    }

    public boolean isAllowAnonymousWrites() {
        return this.allowAnonymousWrites;
    }

    public void setAllowAnonymousWrites(boolean allowAnonymousWrites) {
        this.allowAnonymousWrites = allowAnonymousWrites;
    }
}
