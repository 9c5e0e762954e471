package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbTableStatementsTests extends TableStatementsContract {

    @Override
    String changed() {
        return """
                ALTER TABLE item
                    DROP FOREIGN KEY fk_old_owner,
                    DROP INDEX fk_old_owner,
                    DROP INDEX uk_code;
                ALTER TABLE item
                    DROP CONSTRAINT ck_weight,
                    ADD COLUMN amount INT NOT NULL DEFAULT 0,
                    ADD COLUMN label VARCHAR(20),
                    ADD COLUMN note VARCHAR(30),
                    ADD COLUMN owner_id BIGINT;
                ALTER TABLE item
                    MODIFY COLUMN label VARCHAR(20) NOT NULL,
                    MODIFY COLUMN code VARCHAR(300) NOT NULL,
                    MODIFY COLUMN price DECIMAL(12, 2) DEFAULT -2.50,
                    MODIFY COLUMN weight BIGINT,
                    DROP COLUMN old_note,
                    DROP COLUMN old_owner,
                    ADD CONSTRAINT uk_code UNIQUE (code, amount),
                    ADD CONSTRAINT ck_weight CHECK (weight > 1),
                    ADD KEY ix_note (note),
                    ADD CONSTRAINT fk_owner FOREIGN KEY (owner_id) REFERENCES owner (id);
                """;
    }

    @Override
    String changedBack() {
        return """
                ALTER TABLE item
                    DROP FOREIGN KEY fk_owner,
                    DROP INDEX fk_owner,
                    DROP INDEX ix_note,
                    DROP CONSTRAINT ck_weight,
                    DROP INDEX uk_code,
                    ADD COLUMN old_note VARCHAR(20),
                    ADD COLUMN old_owner BIGINT,
                    MODIFY COLUMN code VARCHAR(10) NOT NULL,
                    MODIFY COLUMN price DECIMAL(8, 2) DEFAULT -1.50,
                    MODIFY COLUMN weight INT,
                    DROP COLUMN amount,
                    DROP COLUMN label,
                    DROP COLUMN note,
                    DROP COLUMN owner_id,
                    ADD CONSTRAINT ck_weight CHECK (weight > 0),
                    ADD CONSTRAINT uk_code UNIQUE (code),
                    ADD CONSTRAINT fk_old_owner FOREIGN KEY (old_owner) REFERENCES owner (id);
                """;
    }

    private static final String OWNER = "create table owner (id bigint not null primary key)";
    private static final String VISIT = """
            create table visit (
              id bigint not null primary key,
              owner_id bigint,
              day date,
              constraint fk_visit_owner foreign key (owner_id) references owner (id)
            )""";

    /** A key without an index, in between, would be a key that a failure can lose. */
    @Test
    void exchangesTheIndexOfAForeignKeyWithoutDroppingTheKey() {
        String index = "create index ix_visit on visit (owner_id, day desc)";
        trial().run(OWNER, VISIT, "insert into owner values (7)", "insert into visit values (1, 7, null)");

        Proposal proposal = trial().propose(OWNER, VISIT, index);

        assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
        assertThat(withoutComments(proposal.upgrade())).isEqualTo("""
                ALTER TABLE visit
                    ADD KEY ix_visit (owner_id, day DESC),
                    DROP INDEX fk_visit_owner;
                """);
        assertThat(withoutComments(proposal.downgrade())).isEqualTo("""
                ALTER TABLE visit
                    ADD KEY fk_visit_owner (owner_id),
                    DROP INDEX ix_visit;
                """);
        for (int time = 0; time < 2; time++) {
            trial().apply(proposal.upgrade());
            assertThat(trial().compare(OWNER, VISIT, index).differences()).isEmpty();
            trial().apply(proposal.downgrade());
            assertThat(trial().compare(OWNER, VISIT).differences()).isEmpty();
        }
    }

    @Test
    void dropsTheIndexThatServesAForeignKeyWithoutDroppingTheKey() {
        trial().run(OWNER, VISIT, "create index ix_visit on visit (owner_id, day)");

        Proposal proposal = trial().propose(OWNER, VISIT.replace("day date", "day date, note varchar(20) not null"));

        assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
        assertThat(proposal.upgrade())
                .contains("ADD KEY fk_visit_owner (owner_id)")
                .doesNotContain("FOREIGN KEY");
        assertThat(proposal.downgrade()).contains("DROP INDEX fk_visit_owner").doesNotContain("FOREIGN KEY");
        trial().apply(proposal.upgrade());
        trial().apply(proposal.downgrade());
    }

    @Test
    void exchangesTheIndexWhileTheTableChangesInOtherWays() {
        trial().run(OWNER, VISIT);

        Proposal proposal = trial().propose(
                        OWNER,
                        VISIT.replace("day date", "day date, note varchar(20) not null"),
                        "create index ix_day on visit (day)",
                        "create index ix_visit on visit (owner_id, note)");

        assertThat(proposal.verification()).isEqualTo(Proposal.Verification.SUCCEEDED);
        assertThat(proposal.upgrade()).doesNotContain("FOREIGN KEY");
        assertThat(proposal.downgrade()).doesNotContain("FOREIGN KEY");
        trial().apply(proposal.upgrade());
        trial().apply(proposal.downgrade());
    }
}
