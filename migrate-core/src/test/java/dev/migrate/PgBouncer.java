package dev.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PgBouncer of its own, which hands each transaction to whichever session is free. */
final class PgBouncer implements AutoCloseable {

    private static final int ATTEMPTS = 300;

    private final Process process;
    private final int port;
    private final String database;

    private PgBouncer(Process process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    /** Where it is installed: {@code -Dmigrate.pgbouncer=FILE}, on the path, or where Debian puts it. */
    static Optional<Path> installed() {
        Stream<String> folders =
                Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"));
        return Stream.concat(
                        Stream.of(System.getProperty("migrate.pgbouncer", "")).filter((name) -> !name.isEmpty()),
                        folders.map((folder) -> folder + "/pgbouncer"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether it gives each client the statements that it has prepared, as from release 1.21 on. */
    static boolean keepsPreparedStatements() {
        try {
            Process version = new ProcessBuilder(installed().orElseThrow().toString(), "--version").start();
            String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return !said.matches("(?s)PgBouncer 1\\.(\\d|1\\d|20)\\..*");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it in front of a database. */
    static PgBouncer start(Path program, Path folder, String url, String user) throws Exception {
        return start(program, folder, url, user, "transaction");
    }

    /** Starts it in front of a database, in one of its modes. */
    static PgBouncer start(Path program, Path folder, String url, String user, String mode) throws Exception {
        URI server = URI.create(url.substring("jdbc:".length()));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d user=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = 6
                max_client_conn = 100
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                        server.getHost(), server.getPort() < 0 ? 5432 : server.getPort(), user, port, mode));
        List<String> command = new ArrayList<>(List.of(program.toString(), settings.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(1, List.of("-u", "nobody"));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        for (int attempt = 0; !answers(port); attempt++) {
            if (attempt == ATTEMPTS || !process.isAlive()) {
                process.destroy();
                throw new IOException(Files.readString(folder.resolve("pgbouncer.log")));
            }
            Thread.sleep(100);
        }
        return new PgBouncer(process, port, server.getPath());
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The same database through it; it knows nothing of statements that a driver has prepared in a session. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:%d%s?prepareThreshold=0".formatted(this.port, this.database);
    }

    @Override
    public void close() {
        this.process.destroy();
        try {
            if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
                this.process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            this.process.destroyForcibly();
        }
    }
}
