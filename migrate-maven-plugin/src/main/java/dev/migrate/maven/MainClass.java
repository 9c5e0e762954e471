package dev.migrate.maven;

import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.springframework.boot.loader.tools.MainClassFinder;

/** Finds the class that starts the application of a project. */
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
                            + ". Say which with -Dmigrate.mainClass=…, or with <mainClass> in the plugin's configuration.",
                    several);
        } catch (IOException failure) {
            throw new MojoExecutionException("The classes in " + classes + " cannot be read", failure);
        }
        if (found == null) {
            throw new MojoFailureException("There is no main class in " + classes
                    + ", so there is no application whose command line could be run. Run the goal in the module of the"
                    + " application ('mvn -pl MODULE migrate:…'), or name a main class of its classpath with"
                    + " -Dmigrate.mainClass=….");
        }
        return found;
    }
}
