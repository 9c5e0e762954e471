package dev.migrate.tutorial;

// #region security
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@Configuration
class SecurityConfiguration {

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                EndpointRequest.to("migrations").withHttpMethod(HttpMethod.POST))
                        .hasRole("OPS")
                        .anyRequest()
                        .authenticated())
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // the endpoint accepts only JSON, which browsers do not send cross-site
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    UserDetailsService users() { // for the tutorial only
        return new InMemoryUserDetailsManager(
                User.withUsername("viewer").password("{noop}viewer").build(),
                User.withUsername("ops").password("{noop}ops").roles("OPS").build());
    }
}
// #endregion
