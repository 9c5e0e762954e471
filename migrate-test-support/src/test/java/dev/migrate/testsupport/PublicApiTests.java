package dev.migrate.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicApiTests {

    @Test
    void isWhatReleasesAreComparedBy() throws IOException {
        List<String> compared = Pattern.compile("<include>(dev\\.migrate[^<]*)</include>")
                .matcher(Files.readString(Path.of("..", "pom.xml")))
                .results()
                .map((include) -> include.group(1))
                .toList();
        assertThat(compared)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(PublicApi.PACKAGES.stream(), PublicApi.TYPES.keySet().stream())
                                .toList());
    }
}
