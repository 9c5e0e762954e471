package dev.migrate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a driver and its server, hands on everything, and once, when a request other than of the engine's own tables has a certain text, waits until
 * the server has answered it, keeps the answer to itself, and cuts the connection.
 */
final class LossyProxy implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("(jdbc:\\w+://)([^:/]+):(\\d+)(/.*)");

    private final ServerSocket server;
    private final Matcher target;
    private final String request;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private LossyProxy(Matcher target, String request) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.request = request;
    }

    /** Starts one in front of the server of a URL. */
    static LossyProxy to(String url, String request) throws IOException {
        Matcher target = URL.matcher(url);
        if (!target.matches()) {
            throw new IllegalArgumentException(url);
        }
        LossyProxy proxy = new LossyProxy(target, request);
        thread(proxy::accept);
        return proxy;
    }

    /** Returns the URL of the proxy. Turns off the encryption of the MySQL driver, so that the proxy can read the traffic. */
    String url() {
        String url = this.target.group(1) + "127.0.0.1:" + this.server.getLocalPort() + this.target.group(4);
        return url.startsWith("jdbc:mysql:")
                ? url + (url.contains("?") ? "&" : "?") + "sslMode=DISABLED&allowPublicKeyRetrieval=true"
                : url;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = this.server.accept();
                Socket real = new Socket(this.target.group(2), Integer.parseInt(this.target.group(3)));
                real.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                this.open.add(client);
                this.open.add(real);
                AtomicBoolean losing = new AtomicBoolean();
                thread(() -> requests(client, real, losing));
                thread(() -> answers(real, client, losing));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void requests(Socket client, Socket real, AtomicBoolean losing) {
        ByteArrayOutputStream recent = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            InputStream in = client.getInputStream();
            OutputStream out = real.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                recent.write(buffer, 0, count);
                String text = recent.toString(StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .replace("autocommit", "");
                boolean own = new String(buffer, 0, count, StandardCharsets.ISO_8859_1).contains("migrate_");
                boolean asked = text.contains(this.request) && (!own || this.request.contains("migrate_"));
                if (asked && this.lost.compareAndSet(false, true)) {
                    losing.set(true);
                }
                if (text.length() > this.request.length()) {
                    recent.reset();
                    recent.writeBytes(text.substring(text.length() - this.request.length() + 1)
                            .getBytes(StandardCharsets.ISO_8859_1));
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException ended) {
            end(client);
        }
        end(real);
    }

    private static void answers(Socket real, Socket client, AtomicBoolean losing) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = real.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (losing.get()) {
                    break;
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException ended) {
            end(real);
        }
        end(client);
        end(real);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "lossy-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            this.server.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        this.open.forEach(LossyProxy::end);
    }
}
