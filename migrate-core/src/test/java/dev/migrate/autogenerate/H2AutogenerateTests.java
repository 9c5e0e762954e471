package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DatabaseTest(DatabaseProduct.H2)
class H2AutogenerateTests extends AutogenerateContract {

    @Override
    String derived(String expression) {
        return "generated always as (%s)".formatted(expression);
    }

    @Override
    String places() {
        return "select schema_name from information_schema.schemata";
    }

    @Override
    String inCase(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Test
    void followsTheModesOfTheDatabase() {
        String url = "jdbc:h2:mem:modes;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                + ";DEFAULT_NULL_ORDERING=HIGH;NON_KEYWORDS=VALUE,KEY";
        JdbcTemplate admin = new JdbcTemplate(new DriverManagerDataSource(url));
        admin.execute("create schema shop");
        DriverManagerDataSource shop = new DriverManagerDataSource(url + ";SCHEMA=shop");
        List<String> wanted = List.of(
                "create table item (id bigserial primary key, value text, key jsonb, \"Mixed\" varchar(3) unique)",
                "create index item_value on item (value desc)",
                "create table other (id bigint primary key, item bigint references item, check (item > 0))");
        try {
            Autogenerate autogenerate =
                    new Autogenerate(shop, source(wanted, (element) -> true), AutogenerateSettings.DEFAULT);

            Proposal proposal = autogenerate.propose(List.of());
            assertProved(proposal);
            assertThat(proposal.upgrade()).contains("CREATE TABLE item").contains("CREATE INDEX item_value ON item (");
            for (String sql : proposal.upgrade().split(";\n")) {
                new JdbcTemplate(shop).execute(sql);
            }
            assertThat(autogenerate.compare().differences()).isEmpty();
            assertThat(new JdbcTemplate(shop)
                            .queryForObject(
                                    "select count(*) from information_schema.tables where table_schema = 'shop'",
                                    Long.class))
                    .isEqualTo(2);
        } finally {
            admin.execute("shutdown");
        }
    }
}
