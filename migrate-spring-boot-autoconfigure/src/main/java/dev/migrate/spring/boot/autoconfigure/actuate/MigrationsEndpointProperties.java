package dev.migrate.spring.boot.autoconfigure.actuate;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of the migrations endpoint. */
@ConfigurationProperties("management.endpoint.migrations")
public class MigrationsEndpointProperties {

    /**
     * Comma-separated list of the roles that may upgrade, downgrade and stamp. If not set, every caller who is signed
     * in may. If set, it must name a role.
     */
    private @Nullable Set<String> roles;

    /**
     * Whether anyone who reaches the endpoint may upgrade, downgrade and stamp without signing in. Meant for
     * applications whose network alone decides who reaches them.
     */
    private boolean allowAnonymousWrites;

    /**
     * Revision that must still be applied after a downgrade or a stamp over HTTP. If it cannot be resolved, all of them
     * are refused.
     */
    private @Nullable String downgradeFloor;

    public @Nullable Set<String> getRoles() {
        return this.roles;
    }

    public void setRoles(@Nullable Set<String> roles) {
        this.roles = roles;
    }

    public boolean isAllowAnonymousWrites() {
        return this.allowAnonymousWrites;
    }

    public void setAllowAnonymousWrites(boolean allowAnonymousWrites) {
        this.allowAnonymousWrites = allowAnonymousWrites;
    }

    public @Nullable String getDowngradeFloor() {
        return this.downgradeFloor;
    }

    public void setDowngradeFloor(@Nullable String downgradeFloor) {
        this.downgradeFloor = downgradeFloor;
    }
}
