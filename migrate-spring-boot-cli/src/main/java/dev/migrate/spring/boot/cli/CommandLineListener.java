package dev.migrate.spring.boot.cli;

import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;

/**
 * Runs a command instead of the application if {@code migrate} is the first argument that is not an option. Ordered after
 * the listener that reads the configuration data and before the one that initializes logging from it.
 */
final class CommandLineListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

    private static final String ENABLED = "migrate.cli.enabled";

    private @Nullable CommandRun run;

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationStartingEvent starting) {
            this.run = start(starting);
        } else if (event instanceof ApplicationEnvironmentPreparedEvent prepared && this.run != null) {
            this.run.prepare(prepared.getEnvironment());
        }
    }

    private static @Nullable CommandRun start(ApplicationStartingEvent event) {
        Optional<Arguments> arguments = isEnabled() ? Arguments.of(event.getArgs()) : Optional.empty();
        if (arguments.isEmpty()) {
            if (isEnabled() && Arguments.similar(event.getArgs()).isPresent()) {
                CommandRun.rejectMistyped(event.getArgs());
            }
            return null;
        }
        PrintStream out = System.out;
        // other output, such as logging, would corrupt the result that programs read from standard output
        Terminal terminal = Terminal.ofThisProcess(out, System.err);
        System.setErr(terminal.wrap(System.err));
        System.setOut(System.err);
        CommandRun run = CommandRun.of(arguments.get(), terminal);
        SpringApplication application = event.getSpringApplication();
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(run);
        return run;
    }

    /** Reads the system property or the environment variable, because the Spring environment does not exist yet. */
    private static boolean isEnabled() {
        String value = SpringProperties.getProperty(ENABLED);
        if (value == null) {
            value = System.getenv("MIGRATE_CLI_ENABLED");
        }
        return !"false".equalsIgnoreCase(value);
    }
}
