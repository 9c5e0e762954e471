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
 * Runs one command of the application, in a process of its own, in the folder of the project and on its classpath.
 * User properties of Maven that begin with {@code migrate.} and are no parameter of a goal are properties of the
 * application.
 */
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class CommandMojo extends AbstractMojo {

    private static final String PREFIX = "migrate.";

    private static final String STARTER = "migrate-spring-boot-starter";

    private static final String COMMAND_LINE = "migrate-spring-boot-autoconfigure";

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    /** The class that starts the application; if not given, the only one there is. */
    @Parameter(property = "migrate.mainClass")
    private @Nullable String mainClass;

    /** Profiles of the application to activate, separated by commas. */
    @Parameter(property = "migrate.profiles")
    private @Nullable List<String> profiles;

    /** More words for the command line: options, or properties of the application as {@code --name.of.it=value}. */
    @Parameter(property = "migrate.arguments")
    private @Nullable String arguments;

    /** Options of the Java virtual machine that runs the application. */
    @Parameter(property = "migrate.jvmArguments")
    private @Nullable String jvmArguments;

    /** Do nothing. */
    @Parameter(property = "migrate.skip", defaultValue = "false")
    private boolean skip;

    /** The engine, required where the application has several; {@code all} for each of them in turn. */
    @Parameter(property = "migrate.engine")
    private @Nullable String engine;

    /** Print one JSON document; {@code mvn -q} keeps Maven's own lines away from it. */
    @Parameter(property = "migrate.json", defaultValue = "false")
    private boolean json;

    /** Print as little as possible. */
    @Parameter(property = "migrate.quiet", defaultValue = "false")
    private boolean quiet;

    /** Print all there is to say. */
    @Parameter(property = "migrate.verbose", defaultValue = "false")
    private boolean verbose;

    /** Show where in the code a failure came from. */
    @Parameter(property = "migrate.stacktrace", defaultValue = "false")
    private boolean stacktrace;

    private final String command;

    CommandMojo(String command) {
        this.command = command;
    }

    /** Adds what the parameters of this goal say. */
    abstract void addTo(CommandWords words);

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (this.skip) {
            getLog().info("migrate " + this.command + " is skipped.");
            return;
        }
        if (this.project.getPackaging().equals("pom")) {
            getLog().info("migrate " + this.command + " is skipped: a project of packaging 'pom' is no application.");
            return;
        }
        File classes = new File(this.project.getBuild().getOutputDirectory());
        String main = this.mainClass != null ? this.mainClass : MainClass.in(classes);
        requireCommandLine();
        int exitCode = run(main);
        if (exitCode != 0) {
            throw new MojoFailureException("'migrate " + this.command + "' ended with exit code " + exitCode + ": "
                    + ExitCodes.meaning(exitCode) + ". What the command itself said stands above.");
        }
    }

    /** Without it, the application would start as ever, with an argument that it does not know. */
    private void requireCommandLine() throws MojoFailureException {
        boolean there = this.project.getArtifacts().stream()
                .anyMatch((artifact) -> artifact.getArtifactId().equals(COMMAND_LINE));
        if (!there) {
            throw new MojoFailureException(
                    "The application has no command line to run. Add the dependency dev.migrate:" + STARTER + ".");
        }
    }

    private int run(String main) throws MojoExecutionException {
        List<String> words = new ArrayList<>(List.of(new JavaExecutable().toString()));
        words.addAll(split(this.jvmArguments));
        // whatever the environment says: a goal that asks for a command must never start the application itself
        words.add("-Dmigrate.cli.enabled=true");
        words.add(main);
        words.addAll(properties());
        words.add("migrate");
        words.addAll(commandWords());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(this.project.getBasedir()).inheritIO();
        // a variable, because a command line cannot be as long as some classpaths are
        builder.environment().put("CLASSPATH", classpath());
        try {
            return waitFor(builder.start());
        } catch (IOException failure) {
            throw new MojoExecutionException("The application cannot be started with " + words.get(0), failure);
        }
    }

    /** The process hears an interrupt of the terminal itself; one of the build ends it, and lets it give up its lock. */
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
            throw new MojoExecutionException("Interrupted while the command ran", interrupted);
        }
    }

    private List<String> commandWords() throws MojoExecutionException {
        CommandWords words = new CommandWords().argument(this.command);
        addTo(words);
        return words.option("--engine", this.engine)
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
        CommandWords words = new CommandWords();
        if (this.profiles != null && !this.profiles.isEmpty()) {
            words.option("--spring.profiles.active", String.join(",", this.profiles));
        }
        Map<String, String> given = new TreeMap<>();
        for (String name : this.session.getUserProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !own.contains(name)) {
                given.put(name, this.session.getUserProperties().getProperty(name));
            }
        }
        given.forEach((name, value) -> words.option("--" + name, value));
        return words.toList();
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
            throw new MojoExecutionException("A quote is not closed in: " + text, unbalanced);
        }
    }
}
