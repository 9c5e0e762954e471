package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids and labels with dots in paths, queries, and bodies: a dot neither ends a path segment nor starts a suffix. */
class DottedRevisionsTests {

    private static Sample sample;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        script(folder, "4.1", "-- Branch Labels: v1.5", "create table a (id int);");
        script(folder, "4.101", "-- Revises: 4.1", "create table b (id int);");
        script(folder, "4.json", "-- Revises: 4.101", "create table c (id int);");
        script(folder, "5.", "-- Revises: 4.json", "-- migrate:todo");
        sample = Sample.start(
                "migrate.locations=file:" + folder,
                "migrate.target=4.json",
                "management.endpoint.migrations.access=unrestricted",
                "management.endpoint.migrations.roles=OPS");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @ParameterizedTest
    @CsvSource({
        "4.1, 4.1",
        "4.101, 4.101",
        "4.10, 4.101",
        "4.json, 4.json",
        "4.j, 4.json",
        "4.101+1, 4.json",
        "4.json-2, 4.1",
        "v1.5, 4.1",
        "v1.5@head, 5.",
        "5., 5.",
        "head, 5."
    })
    void resolvesSymbolsInPaths(String symbol, String id) {
        Answer answer = sample.get("/show/" + symbol);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("id").asString()).isEqualTo(id);
    }

    @Test
    void listsARange() {
        assertThat(sample.get("/history?range=4.1:4.json")
                        .json()
                        .path("revisions")
                        .findValuesAsString("id"))
                .containsExactly("4.json", "4.101", "4.1");
    }

    @Test
    void rejectsUnwrittenRevision() {
        Answer answer = sample.as("ops").post("/upgrade", "{\"target\": \"5.\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().path("code").asString()).isEqualTo("unwritten-revision");
        assertThat(answer.json().path("detail").asString()).contains("5..sql:6");
        assertThat(answer.json().path("revisions").path(0).asString()).isEqualTo("5.");
        assertThat(sample.get("/current").json().path("pending").asInt()).isEqualTo(1);
    }

    private static void script(Path folder, String id, String header, String upgrade) throws IOException {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- Script\n-- Revision ID: %s\n%s\n\n-- migrate:upgrade\n%s\n\n-- migrate:downgrade\n"
                        .formatted(id, header, upgrade));
    }
}
