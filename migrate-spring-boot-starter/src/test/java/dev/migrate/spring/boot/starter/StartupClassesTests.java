package dev.migrate.spring.boot.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application loads to start if its database is up to date. */
class StartupClassesTests {

    private static final Pattern LOADED =
            Pattern.compile("(dev\\.migrate\\.(?!spring\\.boot\\.starter\\.)\\S+) source:");

    /** A little more than the classes and lambda expressions that such a start loads. */
    private static final int LIMIT = 285;

    private List<String> loaded;

    /** Starts twice: the first start migrates the database, and the second has nothing to do. */
    @BeforeEach
    void starts(@TempDir Path folder) throws Exception {
        start(folder, "Database is at 'acc0004'");
        this.loaded = start(folder, "nothing to upgrade");
    }

    @Test
    void loadsFewClassesIfThereIsNothingToDo() {
        assertThat(this.loaded)
                .as("a class that a start with nothing to do does not need is loaded when it is first used")
                .hasSizeBetween(100, LIMIT);
    }

    @Test
    void loadsNoClassOfAnotherProduct() {
        assertThat(this.loaded)
                .contains("dev.migrate.dialect.H2Dialect")
                .noneMatch((name) -> name.matches(".*\\.(Postgres|MariaDb|MySql|Sqlite)[A-Z]\\w*.*"));
    }

    @Test
    void loadsNoCommandAndNoComparison() {
        assertThat(this.loaded)
                .contains("dev.migrate.spring.boot.cli.CommandLineListener")
                .noneMatch(
                        (name) -> name.matches("dev\\.migrate\\.(spring\\.boot\\.cli\\.(command|terminal)|autogenerate"
                                + "|diff|guard|inspect|product|render|rows|scratch|surroundings)\\..*"));
    }

    private static List<String> start(Path folder, String result) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        SmallProcess.Ended start = SmallProcess.java(
                SmallProcess.starter(),
                List.of(
                        "-Xlog:class+load:file=" + log,
                        SmallApplication.class.getName(),
                        "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("database")));
        assertThat(start.exitCode()).as(start.output()).isZero();
        assertThat(start.output()).contains(result);
        return LOADED.matcher(Files.readString(log))
                .results()
                .map((line) -> line.group(1))
                .toList();
    }
}
