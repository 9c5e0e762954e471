package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.MigrateException;
import org.junit.jupiter.api.Test;

/** The first contact with a product whose databases have several schemas. */
abstract class SchemaFirstContactContract extends FirstContactContract {

    @Test
    void schemaWhoseNameDiffersInCaseIsNamed() {
        execute("create schema \"MyApp\"");
        MigrateException refusal = catchThrowableOfType(
                MigrateException.class,
                () -> this.workshop
                        .engine(
                                this.database.dataSource(),
                                settings().schema("MyApp").build())
                        .upgrade(MoveRequest.to("head")));
        assertThat(refusal.code()).isEqualTo("missing-schema");
        assertThat(refusal.remedy()).contains("Set 'migrate.schema=\"MyApp\"' to use schema 'MyApp'");
        assertThat(this.workshop
                        .engine(
                                this.database.dataSource(),
                                settings().schema("\"MyApp\"").build())
                        .upgrade(MoveRequest.to("head"))
                        .steps())
                .hasSize(2);
    }
}
