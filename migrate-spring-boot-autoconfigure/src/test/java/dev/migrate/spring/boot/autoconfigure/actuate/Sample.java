package dev.migrate.spring.boot.autoconfigure.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small web application with the endpoint, and a client for it. */
final class Sample implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private @Nullable String user;
    private @Nullable String engine;
    private String port = "local.server.port";

    private Sample(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts an application that requires credentials. */
    static Sample start(String... properties) {
        return start(new Class<?>[] {Application.class, Secured.class}, properties);
    }

    static Sample start(Class<?>[] sources, String... properties) {
        return start(sources, (application) -> {}, properties);
    }

    /** Starts an application that the caller has configured. */
    static Sample start(Consumer<SpringApplicationBuilder> way, String... properties) {
        return start(new Class<?>[] {Application.class, Secured.class}, way, properties);
    }

    private static Sample start(Class<?>[] sources, Consumer<SpringApplicationBuilder> way, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.generate-unique-name=true",
                "--management.endpoints.web.exposure.include=*",
                "--logging.level.root=warn",
                "--logging.level.dev.migrate=info"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        SpringApplicationBuilder application = new SpringApplicationBuilder(sources);
        way.accept(application);
        return new Sample(application.run(arguments.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    List<AuditEvent> audit(String type) {
        return bean(AuditEventRepository.class).find(null, null, type);
    }

    /** Returns a client with credentials. */
    Sample as(@Nullable String name) {
        Sample other = new Sample(this.context);
        other.user = name;
        other.engine = this.engine;
        other.port = this.port;
        return other;
    }

    /** Returns a client that adds an engine to requests without one. */
    Sample on(String name) {
        Sample other = as(this.user);
        other.engine = name;
        return other;
    }

    /** Returns a client for the management port. */
    Sample onManagementPort() {
        Sample other = as(this.user);
        other.port = "local.management.port";
        return other;
    }

    /** Requests another Actuator path. */
    Answer actuator(String path) {
        return send(request(path).GET());
    }

    /** Sends a request with any method, headers, and body. */
    Answer send(String method, String path, String body, String... headers) {
        return send(request(of(path, body)).headers(headers).method(method, BodyPublishers.ofString(body)));
    }

    Answer get(String path) {
        return send(request(of(path, "")).GET());
    }

    Answer post(String path, String json) {
        return send(request(of(path, json))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Requests health as a probe does. */
    Answer probe(String group) {
        return send(request("health/" + group).GET());
    }

    /** Posts a form, as a cross-site page could. */
    Answer postForm(String path, String form) {
        return send(request("migrations" + path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    Answer delete(String path) {
        return send(request("migrations" + path).DELETE());
    }

    private String of(String path, String body) {
        boolean silent = path.startsWith("/") && !path.contains("engine=") && !body.contains("\"engine\"");
        String query =
                this.engine == null || !silent ? "" : (path.contains("?") ? "&engine=" : "?engine=") + this.engine;
        return "migrations" + path + query;
    }

    private HttpRequest.Builder request(String path) {
        String port = this.context.getEnvironment().getRequiredProperty(this.port);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path));
        if (this.user != null) {
            String credentials = this.user + ":" + this.user;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    @Override
    public void close() {
        this.context.close();
    }

    record Answer(int status, String contentType, String text) {

        JsonNode json() {
            return JsonMapper.shared().readTree(this.text);
        }

        List<String> keys() {
            return List.copyOf(json().propertyNames());
        }

        boolean isProblem() {
            return this.contentType.startsWith("application/problem+json");
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                BatchAutoConfiguration.class,
                BatchJdbcAutoConfiguration.class,
                DataJpaRepositoriesAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                JdbcSessionAutoConfiguration.class,
                JooqAutoConfiguration.class,
                QuartzAutoConfiguration.class,
                SessionAutoConfiguration.class
            })
    static class Application {

        @Bean
        AuditEventRepository auditEventRepository() {
            return new InMemoryAuditEventRepository();
        }
    }

    /** Permits all reads and all authenticated writes, which the endpoint then checks. */
    @Configuration(proxyBeanMethods = false)
    static class Secured {

        @Bean
        SecurityFilterChain everything(HttpSecurity http) {
            return http.authorizeHttpRequests(
                            (requests) -> requests.anyRequest().permitAll())
                    .csrf((csrf) -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return users("viewer", "ops");
        }

        static UserDetailsService users(String viewer, String ops) {
            return new InMemoryUserDetailsManager(
                    User.withUsername(viewer)
                            .password("{noop}" + viewer)
                            .roles("VIEWER")
                            .build(),
                    User.withUsername(ops).password("{noop}" + ops).roles("OPS").build());
        }
    }

    /** Spring Boot's default security: everything except health requires credentials, and writes a CSRF token. */
    @Configuration(proxyBeanMethods = false)
    static class DefaultSecurity {

        @Bean
        UserDetailsService users() {
            return Secured.users("viewer", "ops");
        }
    }
}
