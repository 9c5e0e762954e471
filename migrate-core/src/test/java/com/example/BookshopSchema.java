package com.example;

import dev.migrate.MigrationEngine;
import dev.migrate.request.MigrationRequest;
import javax.sql.DataSource;

public final class BookshopSchema {

    public static MigrationEngine upgrade(DataSource dataSource) {
        MigrationEngine engine = MigrationEngine.builder(dataSource).build();
        engine.upgrade(MigrationRequest.to("head"));
        return engine;
    }
}
