package dev.migrate.importer.flyway;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.Map;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlFlywayImportTests extends FlywayImportContract {

    @Override
    Map<String, String> scripts() {
        return Map.of(
                "V10__Functions.sql",
                """
                CREATE FUNCTION half(n int) RETURNS int LANGUAGE sql AS $body$ SELECT n / 2; -- half
                $body$;
                CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC
                  SELECT CASE WHEN n > 1 THEN n * 2 END;
                END;
                DO $$ BEGIN
                  UPDATE account SET name = E'it\\'s;' WHERE id = 1;
                END $$;
                """,
                "V11__Data.sql",
                "COPY windows (id) FROM stdin;\n7\n8\n\\.\nCREATE TABLE after_copy (id int);\n",
                "V12__Index.sql",
                "CREATE INDEX account_name ON account (name);\nALTER TABLE account ADD CHECK (id > 0);\n",
                "V13__Transaction.sql",
                "BEGIN;\nCREATE TABLE first_part (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE second_part (id int);\nCOMMIT;\n");
    }
}
