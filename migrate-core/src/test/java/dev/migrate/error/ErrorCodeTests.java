package dev.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Codes, HTTP statuses, and exit codes are part of the API: what programs rely on is written down twice. */
class ErrorCodeTests {

    @Test
    void keepsCodesStatusesAndExitCodes() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .map((code) -> "%s,%d,%d".formatted(code.slug(), code.httpStatus(), code.exitCode())))
                .containsExactlyInAnyOrderElementsOf(published());
    }

    @Test
    void namesEachConstantByItsCode() {
        assertThat(ErrorCode.values())
                .allSatisfy((code) -> assertThat(code.slug())
                        .isEqualTo(code.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    @Test
    void distinguishesTitles() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::title).doesNotHaveDuplicates();
    }

    private static Iterable<String> published() {
        try {
            return new ClassPathResource("error/codes.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
