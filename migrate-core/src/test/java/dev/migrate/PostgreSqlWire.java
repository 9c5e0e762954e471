package dev.migrate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a PostgreSQL server and counts how often the client waits for an answer. */
final class PostgreSqlWire implements AutoCloseable {

    private static final char QUERY = 'Q';
    private static final char SYNC = 'S';
    private static final int LENGTH_FIELD = 4;

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final AtomicInteger roundTrips = new AtomicInteger();

    PostgreSqlWire(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        inBackground(this::serve);
    }

    int port() {
        return this.entrance.getLocalPort();
    }

    int roundTrips() {
        return this.roundTrips.get();
    }

    private void serve() throws IOException {
        Socket client = this.entrance.accept();
        Socket server = new Socket(this.host, this.port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        inBackground(() -> {
            server.getInputStream().transferTo(client.getOutputStream());
            client.close();
        });
        DataInputStream from = new DataInputStream(client.getInputStream());
        DataOutputStream to = new DataOutputStream(server.getOutputStream());
        forward(from, to);
        while (true) {
            char type = (char) from.readUnsignedByte();
            if (type == QUERY || type == SYNC) {
                this.roundTrips.incrementAndGet();
            }
            to.writeByte(type);
            forward(from, to);
        }
    }

    private static void forward(DataInputStream from, DataOutputStream to) throws IOException {
        int length = from.readInt();
        byte[] body = new byte[length - LENGTH_FIELD];
        from.readFully(body);
        to.writeInt(length);
        to.write(body);
        to.flush();
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
