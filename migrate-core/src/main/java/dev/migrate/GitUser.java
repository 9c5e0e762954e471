package dev.migrate;

import dev.migrate.error.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads the name of the git user in a folder. */
record GitUser(Path folder) {

    private static final Log LOGGER = Log.of(GitUser.class);
    private static final int TIMEOUT_SECONDS = 5;

    /** Returns the value of {@code user.name}; empty if git is not available or the value is not set. */
    Optional<String> name() {
        try {
            Process git = new ProcessBuilder("git", "config", "user.name")
                    .directory(this.folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String name = new String(git.getInputStream().readNBytes(1024), StandardCharsets.UTF_8).strip();
            if (!git.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return Optional.empty();
            }
            return git.exitValue() == 0 && !name.isEmpty() ? Optional.of(name) : Optional.empty();
        } catch (IOException failure) {
            LOGGER.debug("Could not read the user name from git.", failure);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
