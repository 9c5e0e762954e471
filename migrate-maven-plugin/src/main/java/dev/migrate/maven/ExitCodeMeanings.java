package dev.migrate.maven;

/** Describes the exit codes of the command line. */
final class ExitCodeMeanings {

    private ExitCodeMeanings() {}

    static String meaning(int exitCode) {
        return switch (exitCode) {
            case 1 -> "failure, such as a failed script, an unreachable database, or an invalid setting";
            case 2 -> "wrong usage";
            case 3 -> "negative result: the database is not at the heads, differs from the models, or is not valid";
            case 4 -> "a revision cannot be found, or the scripts are not valid";
            case 5 -> "another process held the lock for longer than 'migrate.lock.wait'";
            default -> "unexpected exit code";
        };
    }
}
