package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rejects ambiguous {@link WriteRequest write requests} on a reactive server. */
final class ReactiveWriteRequestFilter implements WebFilter {

    private static final JsonWriter<Map<String, Object>> JSON = JsonWriter.standard();

    private final @Nullable String endpoint;

    /**
     * Creates the filter.
     *
     * @param endpoint the path of the endpoint, if it has one
     */
    ReactiveWriteRequestFilter(@Nullable String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!isWrite(request)) {
            return chain.filter(exchange);
        }
        return DataBufferUtils.join(request.getBody(), WriteRequest.MAX_BODY_LENGTH)
                .map((buffer) -> Optional.of(bytes(buffer)))
                .defaultIfEmpty(Optional.of(new byte[0]))
                .onErrorReturn(DataBufferLimitException.class, Optional.empty())
                .flatMap((body) -> {
                    Optional<ProblemDocument> problem = body.isEmpty()
                            ? Optional.of(WriteRequest.tooLong())
                            : new WriteRequest(request.getURI().getRawPath(), request.getQueryParams(), body.get())
                                    .problem();
                    return problem.isPresent()
                            ? respond(exchange.getResponse(), problem.get())
                            : chain.filter(buffered(exchange, body.orElseThrow()));
                });
    }

    private boolean isWrite(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().elements().stream()
                .map((element) ->
                        element instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : element.value())
                .collect(Collectors.joining());
        return this.endpoint != null
                && request.getMethod().equals(HttpMethod.POST)
                && path.contains(this.endpoint + "/")
                && WriteRequest.acceptsContentType(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ServerWebExchange buffered(ServerWebExchange exchange, byte[] body) {
        ServerHttpRequest request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return (body.length > 0)
                        ? Flux.just(exchange.getResponse().bufferFactory().wrap(body))
                        : Flux.empty();
            }
        };
        return exchange.mutate().request(request).build();
    }

    private static Mono<Void> respond(ServerHttpResponse response, ProblemDocument problem) {
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] document = JSON.writeToString(problem.document()).getBytes(StandardCharsets.UTF_8);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(document)));
    }
}
