package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import org.junit.jupiter.api.Test;

/** The first contact with a product whose databases have several schemas. */
abstract class SchemaFirstContactContract extends FirstContactContract {

    @Test
    void reportsSchemaThatDiffersInCase() {
        execute("create schema \"MyApp\"");
        MigrateException refusal = catchThrowableOfType(
                MigrateException.class,
                () -> this.scriptFixture
                        .engine(
                                this.database.dataSource(),
                                settings().schema("MyApp").build())
                        .upgrade(MigrationRequest.to("head")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_SCHEMA);
        assertThat(refusal.remedy().in(Wording.properties()))
                .contains("Set 'migrate.schema=\"MyApp\"' to use schema 'MyApp'");
        assertThat(this.scriptFixture
                        .engine(
                                this.database.dataSource(),
                                settings().schema("\"MyApp\"").build())
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(2);
    }
}
