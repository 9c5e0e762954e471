package dev.migrate.spring.boot.cli;

import dev.migrate.spring.boot.autoconfigure.properties.CommandProperties;
import dev.migrate.spring.boot.autoconfigure.properties.UnknownProperties;
import dev.migrate.spring.boot.autoconfigure.startup.StopOnTermination;
import dev.migrate.spring.boot.cli.command.MigrateCommandLine;
import dev.migrate.spring.boot.cli.command.ProgressListener;
import dev.migrate.spring.boot.cli.command.Subcommand;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.util.ClassUtils;

/**
 * Runs one command and then ends the process. The command runs when beans can be created but before any is, so that only
 * the beans that the command requires are created.
 */
final class CommandRun implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String LEVEL = "logging.level.";
    private static final String LOGBACK = "ch.qos.logback.classic.Logger";

    /** The console log pattern: without time, thread, and class. */
    private static final String CONSOLE_PATTERN =
            "%clr(%replace(%replace(%replace(%p){'WARN', 'Warning: '}){'ERROR', 'Error: '}){'[A-Z]{4,5}$', '  '}){}%m%n%wEx";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Arguments arguments;
    private final Terminal terminal;
    private final ApplicationCommandContext commandContext;
    private final MigrateCommandLine commandLine;
    private final Subcommand command;

    private CommandRun(
            Arguments arguments,
            Terminal terminal,
            ApplicationCommandContext commandContext,
            MigrateCommandLine commandLine,
            Subcommand command) {
        this.arguments = arguments;
        this.terminal = terminal;
        this.commandContext = commandContext;
        this.commandLine = commandLine;
        this.command = command;
    }

    /** Parses the arguments. Ends the process if there is no command to run, as with {@code --help}. */
    static CommandRun of(Arguments arguments, Terminal terminal) {
        ApplicationCommandContext commandContext = new ApplicationCommandContext();
        MigrateCommandLine commandLine = new MigrateCommandLine(terminal, commandContext);
        MigrateCommandLine.Request request = commandLine.parse(arguments.command());
        if (request.command() == null) {
            System.exit(request.exitCode());
            throw new IllegalStateException("The process has ended.");
        }
        return new CommandRun(arguments, terminal, commandContext, commandLine, request.command());
    }

    /** Ends the process if {@code migrate} is mistyped, because the application would start instead of the command. */
    static void rejectMistyped(String[] arguments) {
        Terminal terminal = Terminal.ofThisProcess(System.out, System.err);
        MigrateCommandLine commandLine = new MigrateCommandLine(terminal, new ApplicationCommandContext());
        Optional<String> mistyped = Arguments.mistyped(
                arguments, commandLine.model().getSubcommands().keySet());
        if (mistyped.isPresent()) {
            System.exit(commandLine.rejectMistyped(mistyped.get()));
        }
    }

    /** Sets the properties that turn off unneeded parts of the application, and hides the command's arguments from it. */
    void prepare(ConfigurableEnvironment environment) {
        MutablePropertySources sources = environment.getPropertySources();
        String arguments = CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;
        if (sources.get(arguments) instanceof SimpleCommandLinePropertySource) {
            sources.replace(
                    arguments,
                    new SimpleCommandLinePropertySource(
                            arguments, this.arguments.properties().toArray(String[]::new)));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.main.web-application-type", "none");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.main.log-startup-info", "false");
        properties.put("spring.jpa.hibernate.ddl-auto", "none");
        properties.put("migrate.startup", "none");
        // these would change the database when a bean that uses it is created
        properties.put("spring.sql.init.mode", "never");
        properties.put("spring.flyway.enabled", "false");
        properties.put("spring.liquibase.enabled", "false");
        boolean configured = this.arguments.properties().stream().anyMatch((word) -> word.startsWith("--" + LEVEL));
        if (!configured) {
            properties.put(LEVEL + "root", "error");
            properties.put(LEVEL + "dev.migrate", this.command.logLevel());
            if (this.command.reportsUnknownProperties()) {
                properties.put(LEVEL + UnknownProperties.class.getName(), "error");
            }
            properties.put(LEVEL + "com.zaxxer.hikari", this.command.stacktrace() ? "warn" : "off");
            properties.put(LEVEL + "org.mariadb.jdbc.message.server", this.command.stacktrace() ? "warn" : "off");
            if (ClassUtils.isPresent(LOGBACK, null)) {
                properties.put("logging.pattern.console", CONSOLE_PATTERN);
            }
        }
        sources.addFirst(new MapPropertySource(CommandProperties.SOURCE, properties));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory()
                .registerSingleton("migrateCommand", (BeanFactoryInitializer<ConfigurableListableBeanFactory>)
                        (beans) -> run(context, beans));
    }

    private void run(ConfigurableApplicationContext context, ConfigurableListableBeanFactory beans) {
        this.commandContext.use(context);
        if (!this.command.quiet()) {
            beans.registerSingleton("migrateProgress", new ProgressListener(this.terminal, this.command.verbose()));
        }
        int exitCode;
        StopOnTermination stop = StopOnTermination.of(this.commandContext::usedEngines, STOP_TIMEOUT);
        try (stop) {
            exitCode = this.commandLine.run(this.command);
        }
        context.close();
        System.exit(exitCode);
    }
}
