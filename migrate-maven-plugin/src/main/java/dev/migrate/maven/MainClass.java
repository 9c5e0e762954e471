package dev.migrate.maven;

import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.springframework.boot.loader.tools.MainClassFinder;

/** Finds the main class of the application in a project. */
final class MainClass {

    private static final String APPLICATION = "org.springframework.boot.autoconfigure.SpringBootApplication";

    private MainClass() {}

    static String in(File classes) throws MojoExecutionException, MojoFailureException {
        String found;
        try {
            found = classes.isDirectory() ? MainClassFinder.findSingleMainClass(classes, APPLICATION) : null;
        } catch (IllegalStateException several) {
            throw new MojoFailureException(
                    "There are several main classes in " + classes + ". " + several.getMessage()
                            + ". Specify one with -Dmigrate.mainClass=… or with <mainClass> in the plugin's configuration.",
                    several);
        } catch (IOException failure) {
            throw new MojoExecutionException("Could not read the classes in " + classes, failure);
        }
        if (found == null) {
            throw new MojoFailureException("There is no main class in " + classes
                    + ", so there is no application to run the command. Run the goal in the module of the"
                    + " application ('mvn -pl MODULE migrate:…'), or specify a main class on its classpath with"
                    + " -Dmigrate.mainClass=….");
        }
        return found;
    }
}
