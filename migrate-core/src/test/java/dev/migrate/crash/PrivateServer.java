package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.testsupport.DatabaseProduct;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A server that a test may kill: started for it in a folder and on a port of its own, by the binaries of the machine,
 * as a user without rights. Where there are no binaries, the test is skipped and says so.
 */
final class PrivateServer implements AutoCloseable {

    private static final String NOBODY = "65534";
    private static final long LONGEST_START = TimeUnit.MINUTES.toNanos(2);

    private final DatabaseProduct product;
    private final Path folder;
    private final Path binaries;
    private final int port;
    private Process process;

    private PrivateServer(DatabaseProduct product, Path binaries) throws IOException {
        this.product = product;
        this.binaries = binaries;
        this.folder = Files.createTempDirectory("private-server");
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    static PrivateServer start(DatabaseProduct product) throws IOException {
        Optional<Path> binaries = binaries(product);
        assumeTrue(binaries.isPresent(), product + " has no binaries here of which a test could kill a server");
        PrivateServer server = new PrivateServer(product, binaries.get());
        server.initialize();
        server.start();
        return server;
    }

    private static Optional<Path> binaries(DatabaseProduct product) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(Path.of("/usr/bin"), Path.of("/usr/sbin")));
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map((version) -> version.resolve("bin")).forEach(folders::add);
            }
        }
        Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).forEach(folders::add);
        for (Path folder : folders) {
            Path program = folder.resolve(program(product));
            if (Files.isExecutable(program) && program.toRealPath().endsWith(program(product))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** MariaDB, too, has a {@code mysqld}, which leads to its own. */
    private static String program(DatabaseProduct product) {
        return switch (product) {
            case POSTGRESQL -> "postgres";
            case MARIADB -> "mariadbd";
            case MYSQL -> "mysqld";
            case H2, SQLITE -> throw new IllegalArgumentException(product + " has no server");
        };
    }

    private void initialize() throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    this.folder,
                    this.folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        Process initialization = switch (this.product) {
            case POSTGRESQL -> run(bin("initdb"), "-D", data(), "-U", "postgres", "-A", "trust", "-N");
            case MYSQL -> run(bin("mysqld"), "--no-defaults", "--initialize-insecure", "--datadir=" + data());
            default ->
                run(
                        "/usr/bin/mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + data(),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db");
        };
        assertThat(end(initialization)).as("%s", this.folder.resolve("log")).isZero();
    }

    /** Starts it, be it for the first time or after it was killed. */
    void start() throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LONGEST_START) {
            if (this.process == null || !this.process.isAlive()) {
                this.process = this.product == DatabaseProduct.POSTGRESQL
                        ? run(bin("postgres"), "-D", data(), "-p", port(), "-k", data(), "-h", "localhost")
                        : run(
                                bin(program(this.product)),
                                "--no-defaults",
                                "--datadir=" + data(),
                                "--port=" + port(),
                                "--socket=" + data() + "/socket",
                                "--bind-address=127.0.0.1",
                                "--pid-file=" + data() + "/pid");
            }
            if (answers()) {
                return;
            }
        }
        throw new IllegalStateException("It does not start: " + Files.readString(this.folder.resolve("log")));
    }

    /** Kills the server with all its processes, like a power failure. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>(this.process.descendants().toList());
        all.add(0, this.process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        end(this.process);
    }

    String url(String database) {
        return switch (this.product) {
            case POSTGRESQL -> "jdbc:postgresql://localhost:%d/%s".formatted(this.port, database);
            case MYSQL ->
                "jdbc:mysql://localhost:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(this.port, database);
            default -> "jdbc:mariadb://localhost:%d/%s".formatted(this.port, database);
        };
    }

    String user() {
        return this.product == DatabaseProduct.POSTGRESQL ? "postgres" : "root";
    }

    DriverManagerDataSource database(String name) {
        return new DriverManagerDataSource(url(name), user(), "");
    }

    /** Creates an empty database. */
    DriverManagerDataSource create(String name) {
        administration().execute("create database " + name);
        return database(name);
    }

    private JdbcTemplate administration() {
        return new JdbcTemplate(database(this.product == DatabaseProduct.POSTGRESQL ? "postgres" : ""));
    }

    private boolean answers() {
        try {
            administration().queryForObject("select 1", Integer.class);
            return true;
        } catch (DataAccessException notYet) {
            sleep();
            return false;
        }
    }

    private Process run(String... command) throws IOException {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(this.folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        this.folder.resolve("log").toFile()));
        // at its start, also to initialize, a server deletes the temporary files of others in the same folder
        builder.environment().put("TMPDIR", this.folder.toString());
        return builder.start();
    }

    private String bin(String name) {
        return this.binaries.resolve(name).toString();
    }

    private String data() {
        return this.folder.resolve("data").toString();
    }

    private String port() {
        return String.valueOf(this.port);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int end(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        if (this.process != null) {
            kill();
        }
        try {
            FileSystemUtils.deleteRecursively(this.folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
