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
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    static DemoProcess start(Path output, String profile, TestDatabase database, String locations) {
        return start(
                output,
                locations,
                "--spring.profiles.active=" + profile,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
    }

    /** Waits until one of the demos has printed a text. */
    static void awaitAny(String words, DemoProcess... demos) throws InterruptedException {
        await(
                "said '" + words + "'",
                () -> Stream.of(demos).anyMatch(demo -> demo.output().contains(words)),
                demos);
    }

    /** Waits until it serves requests. */
    RestTestClient client(String user) throws InterruptedException {
        await("is up", () -> output().contains("Started DemoApplication"), this);
        Matcher port = PORT.matcher(output());
        if (!port.find()) {
            throw new AssertionError("The demo does not say its port:\n" + output());
        }
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port.group(1))
                .defaultHeaders(headers -> headers.setBasicAuth(user, user))
                .build();
    }

    private static void await(String what, BooleanSupplier condition, DemoProcess... demos)
            throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            for (DemoProcess demo : demos) {
                if (demo.process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("A demo ended with " + demo.process.exitValue() + ":\n" + demo.output());
                }
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("No demo " + what + " within " + PATIENCE + ":\n"
                        + Stream.of(demos).map(DemoProcess::output).collect(Collectors.joining("\n\n")));
            }
        }
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
