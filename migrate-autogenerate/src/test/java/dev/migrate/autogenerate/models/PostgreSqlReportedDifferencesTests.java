package dev.migrate.autogenerate.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.autogenerate.Proposal;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlReportedDifferencesTests extends ReportedDifferencesContract {

    /** Only PostgreSQL has such types. */
    @Test
    void addsLabelToTypeWithoutRewrite() throws Exception {
        String table = "CREATE TABLE run (id BIGINT PRIMARY KEY, variant run_variant);";
        follow(sql("CREATE TYPE run_variant AS ENUM ('a', 'b');" + table));
        database().execute(List.of("INSERT INTO run VALUES (1, 'b')"));

        Proposal proposal = change(sql("CREATE TYPE run_variant AS ENUM ('a', 'b', 'c');" + table));

        assertThat(proposal.upgrade()).contains("ADD VALUE 'c'").doesNotContain("ALTER TABLE");
        assertThat(proposal.warnings()).isEmpty();
        assertThat(database().query("SELECT variant FROM run")).containsExactly("b");
    }
}
