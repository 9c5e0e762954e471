package dev.migrate.error;

/**
 * A command that a remedy tells users to run.
 *
 * @param line the name, arguments and options of the command, such as {@code repair ae10 --done}
 */
public record Command(String line) implements Term {

    @Override
    public String in(Wording wording) {
        return wording.command(this.line);
    }
}
