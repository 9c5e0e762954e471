package dev.migrate.error;

/** The engine was told to stop, and did so between two statements. What is left to do is done by the next run. */
public final class StoppedException extends MigrateException {

    public StoppedException() {
        super(
                "stopped",
                "The engine was told to stop.",
                "Start the application again, or run the command again: it goes on where this run stopped.");
    }
}
