package dev.migrate.spring.boot.autoconfigure.actuate;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/** Checks the permission to change the database. */
final class WritePermission {

    private static final boolean SPRING_SECURITY = ClassUtils.isPresent(
            "org.springframework.security.core.Authentication", WritePermission.class.getClassLoader());

    private final Set<String> roles;
    private final boolean anonymousAllowed;

    WritePermission(Set<String> roles, boolean anonymousAllowed) {
        this.roles = Set.copyOf(roles);
        this.anonymousAllowed = anonymousAllowed;
    }

    /** Returns the name of the caller, if authenticated. */
    @Nullable
    String caller(SecurityContext securityContext) {
        Principal principal = securityContext.getPrincipal();
        return (principal != null && isAuthenticated(principal)) ? principal.getName() : null;
    }

    /** Rejects a caller without write permission. */
    void check(SecurityContext securityContext) {
        if (this.anonymousAllowed) {
            return;
        }
        if (caller(securityContext) == null) {
            throw new ProblemException(
                    RequestRejection.UNAUTHENTICATED,
                    "Changing the database requires an authenticated caller.",
                    "Send the request with credentials.");
        }
        if (!this.roles.isEmpty() && this.roles.stream().noneMatch((role) -> has(securityContext, role))) {
            throw new ProblemException(
                    RequestRejection.FORBIDDEN,
                    "The caller has none of the roles that may change the database.",
                    "Authenticate as a user with one of the roles in 'management.endpoint.migrations.roles'.");
        }
    }

    private static boolean has(SecurityContext securityContext, String role) {
        return securityContext.isUserInRole(role) || securityContext.isUserInRole("ROLE_" + role);
    }

    private static boolean isAuthenticated(Principal principal) {
        return !SPRING_SECURITY || SpringSecurity.isAuthenticated(principal);
    }

    /** Separate class, so that an application without Spring Security does not load it. */
    private static final class SpringSecurity {

        private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

        private SpringSecurity() {}

        static boolean isAuthenticated(Principal principal) {
            return !(principal instanceof Authentication authentication)
                    || (authentication.isAuthenticated() && !TRUST.isAnonymous(authentication));
        }
    }
}
