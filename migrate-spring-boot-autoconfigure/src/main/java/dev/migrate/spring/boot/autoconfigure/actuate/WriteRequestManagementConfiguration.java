package dev.migrate.spring.boot.autoconfigure.actuate;

import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;

/** Registers the filter for {@link WriteRequest write requests} in the context that serves the endpoint. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@Conditional(OnUnrestrictedAccessCondition.class)
public final class WriteRequestManagementConfiguration {

    private static final EndpointId MIGRATIONS = EndpointId.of("migrations");

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({Filter.class, OncePerRequestFilter.class})
    static class ServletConfiguration {

        @Bean
        WriteRequestFilter migrationsWriteRequestFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
            return new WriteRequestFilter(path(endpoints));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(WebFilter.class)
    static class ReactiveConfiguration {

        @Bean
        ReactiveWriteRequestFilter migrationsWriteRequestFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
            return new ReactiveWriteRequestFilter(path(endpoints));
        }
    }

    private static @Nullable String path(ObjectProvider<PathMappedEndpoints> endpoints) {
        PathMappedEndpoints mapped = endpoints.getIfAvailable();
        return (mapped != null) ? mapped.getPath(MIGRATIONS) : null;
    }
}
