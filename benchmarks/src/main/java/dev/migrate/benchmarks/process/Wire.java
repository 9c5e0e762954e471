package dev.migrate.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between clients and a server, and counts how often a client speaks again after the server has. */
final class Wire implements AutoCloseable {

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    Wire(String host, int port) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.host = host;
        this.port = port;
        inBackground(this::serve);
    }

    int port() {
        return this.entrance.getLocalPort();
    }

    int roundTrips() {
        return this.roundTrips.get();
    }

    int connections() {
        return this.connections.get();
    }

    private void serve() throws IOException {
        while (true) {
            Socket client = this.entrance.accept();
            this.connections.incrementAndGet();
            Socket upstream = new Socket(this.host, this.port);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Turn turn = new Turn();
            inBackground(() -> copy(client.getInputStream(), upstream.getOutputStream(), () -> {
                if (turn.toClient()) {
                    this.roundTrips.incrementAndGet();
                }
            }));
            inBackground(() -> copy(upstream.getInputStream(), client.getOutputStream(), turn::toServer));
        }
    }

    private static void copy(InputStream from, OutputStream to, Runnable before) throws IOException {
        try (from;
                to) {
            byte[] buffer = new byte[16 * 1024];
            int count = from.read(buffer);
            while (count >= 0) {
                before.run();
                to.write(buffer, 0, count);
                to.flush();
                count = from.read(buffer);
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

    /** The side that sent last. */
    private static final class Turn {

        private boolean server = true;

        synchronized boolean toClient() {
            boolean was = this.server;
            this.server = false;
            return was;
        }

        synchronized void toServer() {
            this.server = true;
        }
    }

    private interface Forwarding {
        void run() throws IOException;
    }
}
