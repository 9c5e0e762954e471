package dev.migrate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainClassTests {

    @TempDir
    private Path classes;

    @Test
    void findsTheOnlyMainClass() throws Exception {
        copy(First.class);
        assertThat(MainClass.in(this.classes.toFile())).isEqualTo(First.class.getName());
    }

    @Test
    void listsSeveralMainClasses() throws IOException {
        copy(First.class);
        copy(Second.class);
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> MainClass.in(this.classes.toFile()))
                .withMessageContaining(First.class.getName())
                .withMessageContaining(Second.class.getName())
                .withMessageContaining("-Dmigrate.mainClass=");
    }

    @Test
    void reportsMissingClasses() {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> MainClass.in(this.classes.resolve("absent").toFile()))
                .withMessageContaining("There is no main class in");
    }

    private void copy(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = this.classes.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, bytes.readAllBytes());
        }
    }

    static final class First {

        public static void main(String[] arguments) {}
    }

    static final class Second {

        public static void main(String[] arguments) {}
    }
}
