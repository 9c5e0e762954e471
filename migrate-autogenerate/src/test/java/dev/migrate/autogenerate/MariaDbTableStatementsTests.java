package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

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
}
