package dev.migrate.spring.boot.cli;

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
 * Turns the start of an application into the run of a command, where {@code migrate} is its first argument that is no
 * option. It comes after the configuration data are read, and before logging is set up from them.
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
            this.run = begin(starting);
        } else if (event instanceof ApplicationEnvironmentPreparedEvent prepared && this.run != null) {
            this.run.prepare(prepared.getEnvironment());
        }
    }

    private static @Nullable CommandRun begin(ApplicationStartingEvent event) {
        Optional<Words> words = isEnabled() ? Words.of(event.getArgs()) : Optional.empty();
        if (words.isEmpty()) {
            return null;
        }
        PrintStream out = System.out;
        // whatever else writes to standard output, above all logging, would spoil what programs read from it
        Terminal terminal = Terminal.ofThisProcess(out, System.err);
        System.setErr(terminal.shared(System.err));
        System.setOut(System.err);
        CommandRun run = CommandRun.of(words.get(), terminal);
        SpringApplication application = event.getSpringApplication();
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(run);
        return run;
    }

    /** There is no environment yet, but a property of the system, or one of the process's environment. */
    private static boolean isEnabled() {
        String set = SpringProperties.getProperty(ENABLED);
        if (set == null) {
            set = System.getenv("MIGRATE_CLI_ENABLED");
        }
        return !"false".equalsIgnoreCase(set);
    }
}
