package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.spring.boot.autoconfigure.properties.EngineProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

final class PropertiesMigrateConnectionDetails implements MigrateConnectionDetails {

    private final EngineProperties properties;

    PropertiesMigrateConnectionDetails(EngineProperties properties) {
        this.properties = properties;
    }

    @Override
    public @Nullable String getUsername() {
        return this.properties.getUser();
    }

    @Override
    public @Nullable String getPassword() {
        return this.properties.getPassword();
    }

    @Override
    public @Nullable String getJdbcUrl() {
        return this.properties.getUrl();
    }

    @Override
    public @Nullable String getDriverClassName() {
        String name = this.properties.getDriverClassName();
        return StringUtils.hasText(name) ? name : MigrateConnectionDetails.super.getDriverClassName();
    }
}
