package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Rejects ambiguous {@link WriteRequest write requests} in a servlet container. */
final class WriteRequestFilter extends OncePerRequestFilter {

    private static final JsonWriter<Map<String, Object>> JSON = JsonWriter.standard();

    private final @Nullable String endpoint;

    /**
     * Creates the filter.
     *
     * @param endpoint the path of the endpoint, if it has one
     */
    WriteRequestFilter(@Nullable String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = request.getServletPath() + ((info != null) ? info : "");
        return this.endpoint == null
                || !request.getMethod().equals("POST")
                || !path.contains(this.endpoint + "/")
                || !WriteRequest.acceptsContentType(request.getContentType());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(WriteRequest.MAX_BODY_LENGTH + 1);
        Map<String, List<String>> query = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> query.put(name, Arrays.asList(values)));
        Optional<ProblemDocument> problem = body.length > WriteRequest.MAX_BODY_LENGTH
                ? Optional.of(WriteRequest.tooLong())
                : new WriteRequest(request.getRequestURI(), query, body).problem();
        if (problem.isEmpty()) {
            chain.doFilter(new BufferedRequest(request, body), response);
            return;
        }
        response.setStatus(problem.get().status());
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(JSON.writeToString(problem.get().document()).getBytes(StandardCharsets.UTF_8));
    }

    /** A request with a buffered body. */
    private static final class BufferedRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        BufferedRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BodyStream(new ByteArrayInputStream(this.body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /** The input stream of a buffered body. */
    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream body;

        BodyStream(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return this.body.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return this.body.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return this.body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body has already been read");
        }
    }
}
