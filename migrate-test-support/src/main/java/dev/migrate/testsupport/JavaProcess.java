package dev.migrate.testsupport;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of this class path in a separate JVM that can be killed with {@code kill -9}. */
public final class JavaProcess implements AutoCloseable {

    private static final int KILLED = 128 + 9;

    private final Process process;

    private final BufferedReader reader;

    private final BufferedWriter writer;

    private final List<String> lines = new ArrayList<>();

    private JavaProcess(Process process) {
        this.process = process;
        this.reader = process.inputReader(StandardCharsets.UTF_8);
        this.writer = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a main class. */
    public static JavaProcess start(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new JavaProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads until the process prints a line. Returns false if the process ends without printing it. */
    public boolean prints(String line) {
        try {
            for (String next = this.reader.readLine(); next != null; next = this.reader.readLine()) {
                this.lines.add(next);
                if (next.equals(line)) {
                    return true;
                }
            }
            return false;
        } catch (IOException ended) {
            return false;
        }
    }

    /**
     * Reads until the process prints a line.
     *
     * @throws IllegalStateException if the process ends without printing it
     */
    public void awaitLine(String line) {
        if (!prints(line)) {
            throw new IllegalStateException("The process ended without printing '" + line + "': " + this.lines);
        }
    }

    /** Writes a line to the standard input of the process. */
    public void writeLine(String line) {
        try {
            this.writer.write(line);
            this.writer.newLine();
            this.writer.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Kills the process with SIGKILL if it is running, and waits for its end. */
    public void kill() {
        this.process.destroyForcibly();
        waitFor();
    }

    /** Waits for the end of the process. Returns whether {@link #kill} ended it. */
    public boolean wasKilled() {
        return waitFor() == KILLED;
    }

    /** Waits for the end of the process and returns its exit code. */
    public int waitFor() {
        try {
            return this.process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns all lines that the process has printed until its end. */
    public List<String> output() {
        prints("\0");
        return List.copyOf(this.lines);
    }

    /** Returns the process id. */
    public long pid() {
        return this.process.pid();
    }

    @Override
    public void close() {
        this.process.destroyForcibly();
    }
}
