package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbRowVerificationTests extends RowVerificationContract {

    @Override
    List<String> unconvertible() {
        return List.of("date", "varchar(5)");
    }

    @Override
    String single() {
        return "float";
    }

    @Override
    String numbered() {
        return "auto_increment";
    }

    @Test
    void samplesZeroAndOneWhereOneBitIsLeft() {
        Proposal proposal = propose(
                List.of("create table item (id integer not null primary key, mark tinyint(1) not null, year year)"),
                List.of("create table item (id integer not null primary key, mark bit(1) not null, year int)"));

        assertThat(proposal.upgrade() + proposal.downgrade()).doesNotContain("migrate:todo");
        assertThat(proposal.upgrade()).doesNotContain("item.year changes values");
    }

    @Test
    void reportsAChangeAlthoughAFailureIsExpected() {
        Proposal proposal = propose(
                List.of("create table item (id integer not null primary key, mark bit(8))"),
                List.of("create table item (id integer not null primary key, mark varchar(8))"));

        assertThat(proposal.downgrade())
                .contains("a value that does not fit makes it fail")
                .containsPattern("(changes values|every sampled value)");
    }
}
