package dev.migrate.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

final class PropertiesMigrateConnectionDetails implements MigrateConnectionDetails {

    private final MigrateProperties properties;

    PropertiesMigrateConnectionDetails(MigrateProperties properties) {
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
        return (name != null) ? name : MigrateConnectionDetails.super.getDriverClassName();
    }
}
