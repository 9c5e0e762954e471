package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.report.CurrentReport;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page about the engine as a library, on one product. */
@DatabaseTest(DatabaseProduct.H2)
class LibraryTests {

    @Test
    void anEngineNeedsADataSourceAndScripts(TestDatabase database, @TempDir Path scripts) {
        new ScriptFixture(scripts).table("a1", "").table("b2", "-- Revises: a1");
        DataSource dataSource = database.dataSource();
        // #region engine
        MigrateSettings settings = MigrateSettings.defaults().withLocations("file:" + scripts);
        MigrationEngine engine =
                MigrationEngine.builder(dataSource).settings(settings).build();
        // #endregion
        // #region moves
        MigrationReport up =
                engine.upgrade(MigrationRequest.to("head").by("jane").tagged("2.3.0"));
        CurrentReport current = engine.current();
        MigrationReport down = engine.downgrade(MigrationRequest.to("-1").by("jane"));
        // #endregion
        assertThat(up.steps()).hasSize(2);
        assertThat(current.upToDate()).isTrue();
        assertThat(down.current()).containsExactly("a1");
    }
}
