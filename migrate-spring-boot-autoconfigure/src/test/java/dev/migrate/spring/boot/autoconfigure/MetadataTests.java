package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetadataTests {

    private static final Path PAGE = Path.of("..", "docs", "reference", "properties.md");

    private final JsonNode metadata = read("META-INF/spring-configuration-metadata.json");

    @Test
    void hasExactlyTheDocumentedProperties() {
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "migrate.enabled",
                        "migrate.startup",
                        "migrate.target",
                        "migrate.locations",
                        "migrate.schema",
                        "migrate.table-prefix",
                        "migrate.url",
                        "migrate.user",
                        "migrate.password",
                        "migrate.driver-class-name",
                        "migrate.transaction",
                        "migrate.lock.wait",
                        "migrate.lock-timeout",
                        "migrate.statement-timeout",
                        "migrate.lock-retry",
                        "migrate.ahead",
                        "migrate.baseline",
                        "migrate.allow-non-empty",
                        "migrate.edited",
                        "migrate.author",
                        "migrate.file-template",
                        "migrate.autogenerate.source",
                        "migrate.autogenerate.scratch-url",
                        "migrate.autogenerate.include",
                        "migrate.autogenerate.exclude",
                        "migrate.autogenerate.ignore-names",
                        "migrate.instances",
                        "management.endpoint.migrations.access",
                        "management.endpoint.migrations.cache.time-to-live",
                        "management.endpoint.migrations.roles",
                        "management.endpoint.migrations.downgrade-floor",
                        "management.endpoint.migrations.allow-anonymous-writes",
                        "management.health.migrations.enabled",
                        "management.health.migrations.refresh-interval",
                        "management.info.migrations.enabled");
    }

    @Test
    void describesEveryProperty() {
        assertThat(properties())
                .allSatisfy(
                        (property) -> assertThat(property.path("description").asString(""))
                                .as(property.path("name").asString())
                                .isNotBlank()
                                .endsWith("."));
    }

    @Test
    void documentsTheDefaults() {
        assertThat(value("migrate.startup")).isEqualTo("\"upgrade\"");
        assertThat(value("migrate.target")).isEqualTo("\"heads\"");
        assertThat(value("migrate.locations")).isEqualTo("[\"classpath:db/migrate\"]");
        assertThat(value("migrate.table-prefix")).isEqualTo("\"migrate_\"");
        assertThat(value("migrate.transaction")).isEqualTo("\"per-revision\"");
        assertThat(value("migrate.lock.wait")).isEqualTo("\"5m\"");
        assertThat(value("migrate.lock-retry")).isEqualTo("\"10m\"");
        assertThat(value("migrate.ahead")).isEqualTo("\"warn\"");
        assertThat(value("migrate.edited")).isEqualTo("\"warn\"");
        assertThat(value("migrate.file-template"))
                .isEqualTo("\"{year}{month}{day}{hour}{minute}_{revision}_{slug}.sql\"");
        assertThat(value("migrate.autogenerate.source")).isEqualTo("\"auto\"");
        assertThat(value("migrate.autogenerate.ignore-names")).isEqualTo("false");
        assertThat(value("migrate.enabled")).isEqualTo("true");
        assertThat(value("management.endpoint.migrations.access")).isEqualTo("\"read_only\"");
    }

    @Test
    void hintsCommonTargets() {
        JsonNode hint = StreamSupport.stream(this.metadata.path("hints").spliterator(), false)
                .filter((each) -> each.path("name").asString().equals("migrate.target"))
                .findFirst()
                .orElseThrow();
        assertThat(hint.path("values").findValuesAsString("value")).containsExactly("heads", "head");
        assertThat(hint.path("providers").findValuesAsString("name")).containsExactly("any");
    }

    @Test
    void pageListsExactlyTheProperties() throws IOException {
        Set<String> listed = new TreeSet<>();
        Pattern.compile("^\\| `([a-z.-]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .forEach((match) -> listed.add(match.group(1)));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void pageListsTheDefaults() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(properties())
                .filteredOn((property) -> property.has("defaultValue"))
                .allSatisfy((property) -> {
                    JsonNode value = property.path("defaultValue");
                    String text = value.isArray() ? value.get(0).asString() : value.asString();
                    assertThat(page)
                            .contains("| `%s` | `%s` |"
                                    .formatted(
                                            property.path("name").asString(),
                                            text.matches("[a-z_]+[a-z]") ? text.replace('_', '-') : text));
                });
    }

    private List<String> names() {
        return properties().stream()
                .map((property) -> property.path("name").asString())
                .toList();
    }

    private List<JsonNode> properties() {
        return StreamSupport.stream(this.metadata.path("properties").spliterator(), false)
                .toList();
    }

    private String value(String name) {
        return properties().stream()
                .filter((property) -> property.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("defaultValue")
                .toString();
    }

    private static JsonNode read(String resource) {
        try (InputStream stream = MigrateProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .resolve(resource)
                .toURL()
                .openStream()) {
            return JsonMapper.shared().readTree(stream);
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
