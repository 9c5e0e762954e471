package dev.migrate.error;

/** Thrown if the engine was stopped between two statements. The next run resumes there. */
public final class StoppedException extends MigrateException {

    /** Creates the exception. */
    public StoppedException() {
        super(
                ErrorCode.STOPPED,
                "The run was stopped by a shutdown.",
                Remedy.of("Restart the application, or run the command again; it resumes where this run stopped."));
    }
}
