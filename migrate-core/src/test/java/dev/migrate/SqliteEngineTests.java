package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.InvalidScriptsException;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteEngineTests extends EngineContract {

    @Override
    boolean undoesDdl() {
        return true;
    }

    @Test
    void runsTriggers() {
        this.scriptFixture.script("a1", "", """
                create table account (id integer primary key, name text);
                create table [the; log] (line text);
                create trigger account_log after insert on account begin
                  insert into [the; log] values (case when new.id > 1 then 'more' else 'first' end);
                end;
                insert into account values (1, 'jane'), (2, 'john');""", "drop table account;\ndrop table [the; log];");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(this.database.jdbc().queryForList("select line from [the; log]", String.class))
                .containsExactly("first", "more");
    }

    /** Pragmas that are silently ignored inside a transaction. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pragma foreign_keys = off",
                "PRAGMA \"foreign_keys\"=0",
                "pragma [foreign_keys](0)",
                "pragma main.`foreign_keys` = 0",
                "pragma 'foreign_keys' = 1",
                "pragma /* = */ foreign_keys(on)",
                "pragma main . journal_mode = off"
            })
    void rejectsPragmaWithoutEffectInTransaction(String pragma) {
        this.scriptFixture.script("a1", "", "create table t (id int);\n" + pragma + ";", "");
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                .withMessageContaining("cannot run inside a transaction");
    }
}
