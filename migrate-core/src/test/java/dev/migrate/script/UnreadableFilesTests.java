package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be read are reported by name, and never skipped. */
class UnreadableFilesTests {

    private static final String SCRIPT = "-- Revision ID: %s\n-- migrate:upgrade\nSELECT 1;\n";

    @TempDir
    Path folder;

    @Test
    void reportsLinkThatLeadsToItsOwnFolder() throws IOException {
        Files.writeString(this.folder.resolve("a.sql"), SCRIPT.formatted("a"));
        Path sub = Files.createDirectories(this.folder.resolve("sub"));
        Files.createSymbolicLink(sub.resolve("loop"), this.folder);
        LoadedScripts loaded = read();
        assertThat(loaded.scripts()).hasSize(1);
        assertOnlyProblem(
                loaded, ErrorCode.UNREADABLE_LOCATION, "sub/loop", "This link leads to a folder that contains it.");
    }

    @Test
    void reportsScriptThatIsALinkWithoutATarget() throws IOException {
        Files.createSymbolicLink(this.folder.resolve("a.sql"), this.folder.resolve("nowhere.sql"));
        assertOnlyProblem(read(), ErrorCode.UNREADABLE_SCRIPT, "a.sql", "This link has no target.");
    }

    @Test
    void followsLinks() throws IOException {
        Path outside = Files.createDirectories(this.folder.resolve(".outside"));
        Files.writeString(outside.resolve("a.sql"), SCRIPT.formatted("a"));
        Files.createSymbolicLink(this.folder.resolve("linked"), outside);
        Files.createSymbolicLink(this.folder.resolve("b.sql"), Path.of("/dev/null"));
        LoadedScripts loaded = read();
        assertThat(loaded.scripts())
                .extracting((script) -> script.revision().id())
                .containsExactly("a");
        assertOnlyProblem(loaded, ErrorCode.UNREADABLE_SCRIPT, "b.sql", "This is not a regular file.");
    }

    @Test
    void reportsFileThatFailsToBeRead() throws IOException {
        assumeThat(Path.of("/proc/self/mem")).exists();
        Files.createSymbolicLink(this.folder.resolve("a.sql"), Path.of("/proc/self/mem"));
        assertOnlyProblem(read(), ErrorCode.UNREADABLE_SCRIPT, "a.sql", "Could not read the file: java.io.IOException");
    }

    @Test
    void reportsFolderAndScriptWithoutReadPermission() throws IOException {
        Path hidden = Files.createDirectory(this.folder.resolve("secret"));
        Path script = this.folder.resolve("a.sql");
        Files.writeString(script, SCRIPT.formatted("a"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(hidden)).as("the user is root").isFalse();
        assertThat(read().problems())
                .extracting((problem) -> problem.location() + " " + problem.message())
                .containsExactly(
                        "file:%s:1 Could not read the folder: access denied.".formatted(hidden),
                        "file:%s:1 Could not read the file: access denied.".formatted(script));
    }

    @Test
    void searchesFolderWithTheNameOfAScript() throws IOException {
        Path named = Files.createDirectory(this.folder.resolve("a.sql"));
        Files.writeString(named.resolve("b.sql"), SCRIPT.formatted("b"));
        assertThat(read().scripts()).hasSize(1);
        assertThat(read().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void reportsUtf16(String charset) throws IOException {
        Files.write(this.folder.resolve("a.sql"), SCRIPT.formatted("a").getBytes(Charset.forName(charset)));
        assertOnlyProblem(read(), ErrorCode.NOT_UTF_8, "a.sql", "The file is UTF-16.");
    }

    @Test
    void readsByteOrderMark() throws IOException {
        Files.writeString(this.folder.resolve("a.sql"), "\uFEFF" + SCRIPT.formatted("a"));
        assertThat(read().scripts())
                .extracting((script) -> script.revision().id())
                .containsExactly("a");
    }

    @Test
    void reportsEmptyFile() throws IOException {
        Files.write(this.folder.resolve("a.sql"), new byte[0]);
        assertThat(read().problems())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.MISSING_REVISION_ID, ErrorCode.NO_UPGRADE_SECTION);
    }

    @Test
    void reportsPathThatTheFileSystemDoesNotSupport() {
        assertThat(read("file:/srv/a\0b").problems()).extracting(Problem::code).containsExactly(ErrorCode.BAD_LOCATION);
    }

    @Test
    void reportsTheLineOfAnotherEncoding() throws IOException {
        Files.write(
                this.folder.resolve("a.sql"),
                (SCRIPT.formatted("a") + "-- grün").getBytes(StandardCharsets.ISO_8859_1));
        LoadedScripts loaded = read();
        assertOnlyProblem(loaded, ErrorCode.NOT_UTF_8, "a.sql", "This line is not UTF-8.");
        assertThat(loaded.problems().get(0).location().line()).isEqualTo(4);
    }

    private LoadedScripts read() {
        return read("file:" + this.folder);
    }

    private LoadedScripts read(String location) {
        return new ScriptLoader(getClass().getClassLoader(), Dialects.named("postgresql"), List.of())
                .read(List.of(location));
    }

    private void assertOnlyProblem(LoadedScripts loaded, ErrorCode code, String file, String message) {
        assertThat(loaded.problems()).singleElement().satisfies((problem) -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.location().resource()).isEqualTo("file:" + this.folder.resolve(file));
            assertThat(problem.message()).startsWith(message);
        });
        assertThat(loaded.complete()).isFalse();
    }
}
