package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableFilterTests {

    private static final Set<String> OWN = Set.of("migrate_revision");

    @Test
    void leavesOtherToolsAlone() {
        TableFilter filter = new TableFilter(List.of(), List.of(), OWN);
        assertThat(List.of("flyway_schema_history", "DATABASECHANGELOGLOCK", "SPRING_SESSION_ATTRIBUTES", "QRTZ_LOCKS"))
                .noneMatch(filter);
        assertThat(List.of("customer", "audit.batch", "event")).allMatch(filter);
    }

    @Test
    void neverComparesTheEnginesOwnTables() {
        assertThat(new TableFilter(List.of("*"), List.of(), OWN).test("MIGRATE_REVISION"))
                .isFalse();
    }

    @Test
    void comparesOnlyWhatIsIncluded() {
        TableFilter filter = new TableFilter(List.of("shop_*", "QRTZ_*"), List.of("shop_old_*"), OWN);
        assertThat(List.of("shop_order", "SHOP_ORDER", "qrtz_locks")).allMatch(filter);
        assertThat(List.of("customer", "shop_old_order")).noneMatch(filter);
    }

    @Test
    void distinguishesSchemasByDot() {
        TableFilter filter = new TableFilter(List.of(), List.of("audit.*", "temp_*"), OWN);
        assertThat(List.of("audit.entry", "audit.temp_1", "other.temp_1", "temp_1"))
                .noneMatch(filter);
        assertThat(List.of("auditor", "other.entry")).allMatch(filter);
    }
}
