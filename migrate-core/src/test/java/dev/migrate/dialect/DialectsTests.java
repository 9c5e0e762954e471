package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.DatabaseException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DialectsTests {

    @Test
    void findsEachByItsName() {
        assertThat(Dialects.names())
                .isNotEmpty()
                .allSatisfy((name) -> assertThat(
                                Dialects.named(name.toUpperCase(Locale.ROOT)).name())
                        .isEqualTo(name));
    }

    @Test
    void findsEachByItsUrl() {
        assertThat(Dialects.names())
                .allSatisfy((name) -> assertThat(
                                Dialects.ofUrl("jdbc:" + name + ":database").name())
                        .isEqualTo(name));
    }

    @Test
    void rejectsUnknownName() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Dialects.named("oracle"))
                .withMessageContaining("'oracle'");
    }
}
