package dev.migrate.demo;

import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The demo's jar, started as a user starts it, on a port of its own choice. */
final class DemoProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;

    private final Path output;

    private DemoProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static DemoProcess start(Path output, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("demo.jar"),
                "--server.port=0"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new DemoProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        }
    }

    static DemoProcess start(Path output, String profile, TestDatabase database) {
        return start(
                output,
                "--spring.profiles.active=" + profile,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
    }

    /** Waits until it serves requests. */
    RestTestClient client(String user) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Matcher port = PORT.matcher(output());
            if (port.find() && output().contains("Started DemoApplication")) {
                return RestTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port.group(1))
                        .defaultHeaders(headers -> headers.setBasicAuth(user, user))
                        .build();
            }
            if (this.process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The demo ended with " + this.process.exitValue() + ":\n" + output());
            }
        }
        throw new AssertionError("The demo is not up after " + PATIENCE + ":\n" + output());
    }

    String output() {
        try {
            return Files.readString(this.output);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + this.output, e);
        }
    }

    @Override
    public void close() {
        this.process.destroy();
        try {
            if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
                this.process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            this.process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
