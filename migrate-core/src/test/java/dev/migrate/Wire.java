package dev.migrate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stands between clients and a server, and records each request whose answer a client waits for. */
final class Wire implements AutoCloseable {

    private static final char QUERY = 'Q';
    private static final char SYNC = 'S';
    private static final int LENGTH_FIELD = 4;
    private static final byte QUIT = 1;

    private final ServerSocket entrance;
    private final TestDatabase database;
    private final URI server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    Wire(TestDatabase database) throws IOException {
        this.database = database;
        this.server = URI.create(database.url().substring("jdbc:".length()));
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::serve);
    }

    /** Returns the URL by which a client connects through this wire, without encryption. */
    String url() {
        String url = "jdbc:%s://localhost:%d%s"
                .formatted(this.server.getScheme(), this.entrance.getLocalPort(), this.server.getPath());
        return url
                + switch (this.database.product()) {
                    case POSTGRESQL -> "?sslmode=disable";
                    case MYSQL -> "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
                    default -> "";
                };
    }

    /** Returns the requests so far, as text. */
    List<String> requests() {
        return List.copyOf(this.requests);
    }

    private int port() {
        if (this.server.getPort() >= 0) {
            return this.server.getPort();
        }
        return isPostgreSql() ? 5432 : 3306;
    }

    private boolean isPostgreSql() {
        return this.database.product() == DatabaseProduct.POSTGRESQL;
    }

    private void serve() throws IOException {
        while (true) {
            Socket client = this.entrance.accept();
            Socket upstream = new Socket(this.server.getHost(), port());
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            inBackground(() -> {
                upstream.getInputStream().transferTo(client.getOutputStream());
                client.close();
            });
            inBackground(() -> {
                DataInputStream from = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                DataOutputStream to = new DataOutputStream(new BufferedOutputStream(upstream.getOutputStream()));
                if (isPostgreSql()) {
                    forwardPostgreSql(from, to);
                } else {
                    forwardMySql(from, to);
                }
            });
        }
    }

    /** The driver sends {@code BEGIN} as a request of its own, directly before the first statement. */
    private void forwardPostgreSql(DataInputStream from, DataOutputStream to) throws IOException {
        postgreSqlMessage(from, to);
        to.flush();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        while (true) {
            char type = (char) from.readUnsignedByte();
            to.writeByte(type);
            request.writeBytes(postgreSqlMessage(from, to));
            boolean waits = from.available() == 0;
            if (waits) {
                to.flush();
            }
            if (waits && (type == QUERY || type == SYNC)) {
                this.requests.add(request.toString(StandardCharsets.UTF_8));
                request.reset();
            }
        }
    }

    private static byte[] postgreSqlMessage(DataInputStream from, DataOutputStream to) throws IOException {
        int length = from.readInt();
        byte[] body = new byte[length - LENGTH_FIELD];
        from.readFully(body);
        to.writeInt(length);
        to.write(body);
        return body;
    }

    /** Each command begins with a packet of number zero. The client does not wait after the last one. */
    private void forwardMySql(DataInputStream from, DataOutputStream to) throws IOException {
        while (true) {
            byte[] head = new byte[LENGTH_FIELD];
            from.readFully(head);
            byte[] body = new byte[(head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16];
            from.readFully(body);
            to.write(head);
            to.write(body);
            to.flush();
            boolean quits = body.length == 1 && body[0] == QUIT;
            if (head[3] == 0 && !quits) {
                this.requests.add(new String(body, StandardCharsets.UTF_8));
            }
        }
    }

    private static void inBackground(Forwarding forwarding) {
        Thread thread = new Thread(
                () -> {
                    try {
                        forwarding.run();
                    } catch (IOException closed) {
                        // the connection is at its end, and so is this thread
                        return;
                    }
                },
                "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        this.entrance.close();
    }

    private interface Forwarding {
        void run() throws IOException;
    }
}
