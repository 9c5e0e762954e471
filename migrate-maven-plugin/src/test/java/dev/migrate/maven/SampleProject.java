package dev.migrate.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Builds a copy of a project of {@code src/test/projects} with the Maven wrapper of this repository. */
final class SampleProject {

    private static final Path ROOT = Path.of(System.getProperty("plugin.root"));

    private static final String VERSION = System.getProperty("plugin.version");

    private static final List<String> MODULES = List.of(
            "migrate-core",
            "migrate-autogenerate",
            "migrate-import",
            "migrate-spring-boot-autoconfigure",
            "migrate-spring-boot-cli",
            "migrate-spring-boot-starter",
            "migrate-maven-plugin");

    private final Path folder;
    private final Path repository;

    private SampleProject(Path folder, Path repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** Copies the project to a new folder, next to a local repository that contains only the artifacts of this build. */
    static SampleProject copy(String name, Path where) throws IOException {
        Path repository = where.resolve("repository");
        deploy("migrate-parent", ROOT, repository);
        for (String module : MODULES) {
            Path built = ROOT.resolve(module);
            String jar = module + "-" + VERSION + ".jar";
            Files.copy(
                    built.resolve("target").resolve(jar),
                    deploy(module, built, repository).resolve(jar));
        }
        Path source = Path.of("src", "test", "projects", name);
        Path folder = where.resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new SampleProject(folder, repository);
    }

    private static Path deploy(String module, Path source, Path repository) throws IOException {
        Path target = repository.resolve(Path.of("dev", "migrate", module, VERSION));
        Files.createDirectories(target);
        Files.copy(source.resolve("pom.xml"), target.resolve(module + "-" + VERSION + ".pom"));
        return target;
    }

    Path folder() {
        return this.folder;
    }

    /** Returns the scripts of the project. */
    List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(this.folder.resolve("src/main/resources/db/migrate"))) {
            return files.filter((file) -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    record Outcome(int exitCode, String output, String errors) {

        String all() {
            return this.output + this.errors;
        }
    }

    /** Reads the user's local repository but does not write to it. */
    Outcome maven(String... words) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        List<String> all = new ArrayList<>(List.of(
                ROOT.resolve(windows ? "mvnw.cmd" : "mvnw").toString(),
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + this.repository,
                "-Dmaven.repo.local.tail=" + System.getProperty("plugin.repository")));
        all.addAll(List.of(words));
        Path output = Files.createTempFile(this.folder, "maven", ".out");
        Path errors = Files.createTempFile(this.folder, "maven", ".err");
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(this.folder.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("MAVEN_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IllegalStateException("Maven takes too long: " + Files.readString(output));
        }
        return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
