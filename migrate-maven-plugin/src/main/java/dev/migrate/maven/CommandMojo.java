package dev.migrate.maven;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.loader.tools.JavaExecutable;

/**
 * Runs one command of the application in a separate process, in the folder of the project and on its classpath. Maven user
 * properties that begin with {@code migrate.} and are not parameters of a goal are passed to the application.
 */
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class CommandMojo extends AbstractMojo {

    private static final String PREFIX = "migrate.";

    private static final String STARTER = "migrate-spring-boot-starter";

    private static final String COMMAND_LINE = "migrate-spring-boot-cli";

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    /** Main class of the application. Default: the only main class. */
    @Parameter(property = "migrate.mainClass")
    private @Nullable String mainClass;

    /** Comma-separated list of profiles to activate in the application. */
    @Parameter(property = "migrate.profiles")
    private @Nullable List<String> profiles;

    /** Further arguments: options, or properties of the application such as {@code --spring.datasource.url=value}. */
    @Parameter(property = "migrate.arguments")
    private @Nullable String arguments;

    /** Options of the JVM that runs the application. */
    @Parameter(property = "migrate.jvmArguments")
    private @Nullable String jvmArguments;

    /** Skip the goal. */
    @Parameter(property = "migrate.skip", defaultValue = "false")
    private boolean skip;

    /** Engine; required if the application has several. {@code all} runs the command on each in turn. */
    @Parameter(property = "migrate.engine")
    private @Nullable String engine;

    /** Print the result as one JSON document. Use {@code mvn -q} to suppress Maven's output. */
    @Parameter(property = "migrate.json", defaultValue = "false")
    private boolean json;

    /** Print ids only, without progress. */
    @Parameter(property = "migrate.quiet", defaultValue = "false")
    private boolean quiet;

    /** Print all details. For upgrades and downgrades, log each statement. */
    @Parameter(property = "migrate.verbose", defaultValue = "false")
    private boolean verbose;

    /** Print the stack trace of a failure. */
    @Parameter(property = "migrate.stacktrace", defaultValue = "false")
    private boolean stacktrace;

    private final String command;

    CommandMojo(String command) {
        this.command = command;
    }

    /** Adds the arguments for the parameters of this goal. */
    abstract void addTo(CommandArguments arguments);

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (this.skip) {
            getLog().info("migrate " + this.command + " is skipped.");
            return;
        }
        if (this.project.getPackaging().equals("pom")) {
            getLog().info("migrate " + this.command
                    + " is skipped: a project with packaging 'pom' is not an application.");
            return;
        }
        File classes = new File(this.project.getBuild().getOutputDirectory());
        String main = this.mainClass != null ? this.mainClass : MainClass.in(classes);
        requireCommandLine();
        int exitCode = run(main);
        if (exitCode != 0) {
            throw new MojoFailureException("'migrate " + this.command + "' exited with code " + exitCode + ": "
                    + ExitCodeMeanings.meaning(exitCode) + ". See the output of the command above.");
        }
    }

    /** Checks that the application has the command line, because otherwise it would start normally and ignore the argument. */
    private void requireCommandLine() throws MojoFailureException {
        boolean there = this.project.getArtifacts().stream()
                .anyMatch((artifact) -> artifact.getArtifactId().equals(COMMAND_LINE));
        if (!there) {
            throw new MojoFailureException(
                    "The application does not contain Migrate's command line. Add the dependency dev.migrate:" + STARTER
                            + ".");
        }
    }

    private int run(String main) throws MojoExecutionException {
        List<String> process = new ArrayList<>(List.of(new JavaExecutable().toString()));
        process.addAll(split(this.jvmArguments));
        // overrides the environment, because a goal must never start the application itself
        process.add("-Dmigrate.cli.enabled=true");
        process.add(main);
        process.addAll(properties());
        process.add("migrate");
        process.addAll(commandArguments());
        ProcessBuilder builder =
                new ProcessBuilder(process).directory(this.project.getBasedir()).inheritIO();
        // a variable, because a classpath can exceed the maximum length of a command line
        builder.environment().put("CLASSPATH", classpath());
        // lets messages name goals in place of commands
        builder.environment().put("MIGRATE_MAVEN_GOAL", this.command);
        try {
            return waitFor(builder.start());
        } catch (IOException failure) {
            throw new MojoExecutionException("Could not start the application with " + process.get(0), failure);
        }
    }

    /** Waits for the process. An interrupt of the build terminates it gracefully, so that it releases the migration lock. */
    private static int waitFor(Process process) throws MojoExecutionException {
        Thread end = new Thread(process::destroy, "migrate-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            int exitCode = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return exitCode;
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while the command was running", interrupted);
        }
    }

    private List<String> commandArguments() throws MojoExecutionException {
        CommandArguments arguments = new CommandArguments().argument(this.command);
        addTo(arguments);
        return arguments
                .option("--engine", this.engine)
                .flag("--json", this.json)
                .flag("--quiet", this.quiet)
                .flag("--verbose", this.verbose)
                .flag("--stacktrace", this.stacktrace)
                .arguments(split(this.arguments))
                .toList();
    }

    private List<String> properties() {
        Set<String> own = this.plugin.getMojos().stream()
                .flatMap((goal) -> goal.getParameters().stream())
                .map((parameter) -> PREFIX + parameter.getName())
                .collect(Collectors.toSet());
        CommandArguments arguments = new CommandArguments();
        if (this.profiles != null && !this.profiles.isEmpty()) {
            arguments.option("--spring.profiles.active", String.join(",", this.profiles));
        }
        Map<String, String> given = new TreeMap<>();
        for (String name : this.session.getUserProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !own.contains(name)) {
                given.put(name, this.session.getUserProperties().getProperty(name));
            }
        }
        given.forEach((name, value) -> arguments.option("--" + name, value));
        return arguments.toList();
    }

    private String classpath() throws MojoExecutionException {
        try {
            return String.join(File.pathSeparator, this.project.getRuntimeClasspathElements());
        } catch (DependencyResolutionRequiredException failure) {
            throw new MojoExecutionException("The classpath of the project is not resolved", failure);
        }
    }

    private static List<String> split(@Nullable String text) throws MojoExecutionException {
        if (text == null) {
            return List.of();
        }
        try {
            return List.of(CommandLineUtils.translateCommandline(text));
        } catch (Exception unbalanced) {
            throw new MojoExecutionException("Unbalanced quotes in: " + text, unbalanced);
        }
    }
}
