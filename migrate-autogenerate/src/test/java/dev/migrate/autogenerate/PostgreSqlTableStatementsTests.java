package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlTableStatementsTests extends TableStatementsContract {

    @Override
    String changed() {
        return """
                ALTER TABLE item
                    DROP CONSTRAINT fk_old_owner,
                    DROP CONSTRAINT uk_code,
                    DROP CONSTRAINT ck_weight,
                    ADD COLUMN amount INTEGER DEFAULT 0 NOT NULL,
                    ADD COLUMN label VARCHAR(20),
                    ADD COLUMN note VARCHAR(30),
                    ADD COLUMN owner_id BIGINT;
                ALTER TABLE item
                    ALTER COLUMN label SET NOT NULL,
                    ALTER COLUMN code TYPE VARCHAR(300),
                    ALTER COLUMN price TYPE NUMERIC(12, 2),
                    ALTER COLUMN price SET DEFAULT -2.50,
                    ALTER COLUMN weight TYPE BIGINT,
                    DROP COLUMN old_note,
                    DROP COLUMN old_owner,
                    ADD CONSTRAINT uk_code UNIQUE (code, amount),
                    ADD CONSTRAINT ck_weight CHECK (weight > 1),
                    ADD CONSTRAINT fk_owner FOREIGN KEY (owner_id) REFERENCES owner (id);
                CREATE INDEX ix_note ON item (note);
                """;
    }

    @Override
    String changedBack() {
        return """
                DROP INDEX ix_note;
                ALTER TABLE item
                    DROP CONSTRAINT fk_owner,
                    DROP CONSTRAINT ck_weight,
                    DROP CONSTRAINT uk_code,
                    ADD COLUMN old_note VARCHAR(20),
                    ADD COLUMN old_owner BIGINT,
                    ALTER COLUMN code TYPE VARCHAR(10),
                    ALTER COLUMN price TYPE NUMERIC(8, 2),
                    ALTER COLUMN price SET DEFAULT -1.50,
                    ALTER COLUMN weight TYPE INTEGER,
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
