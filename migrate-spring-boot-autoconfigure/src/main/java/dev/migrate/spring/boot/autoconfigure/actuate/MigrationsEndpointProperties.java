package dev.migrate.spring.boot.autoconfigure.actuate;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of the migrations endpoint. */
@ConfigurationProperties("management.endpoint.migrations")
public class MigrationsEndpointProperties {

    /**
     * Comma-separated list of the roles that are permitted to upgrade, downgrade, and stamp. If not set, every
     * authenticated caller is permitted. Must not be empty.
     */
    private @Nullable Set<String> roles;

    /**
     * Whether to permit upgrades, downgrades, and stamps without authentication. For applications that are protected by
     * their network only.
     */
    private boolean allowAnonymousWrites;

    /**
     * Revision that must remain applied after a downgrade or a stamp over HTTP. If it cannot be resolved, all downgrades
     * and stamps are rejected.
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
