package dev.migrate.error;

/** The names of settings and commands in a front end, for remedies. */
public interface Wording {

    /** Returns the names of the Java API, such as {@code MigrateSettings.lockWait}. */
    static Wording api() {
        return ApiWording.INSTANCE;
    }

    /** Returns the names of the default engine's properties, such as {@code migrate.lock.wait}, and of the commands. */
    static Wording properties() {
        return properties("migrate.");
    }

    /**
     * Returns the names of an engine's properties, and of the commands.
     *
     * @param prefix the prefix of the properties, such as {@code migrate.instances.people.}
     */
    static Wording properties(String prefix) {
        return new PropertyWording(prefix);
    }

    /** Returns the name of a setting. */
    String setting(Setting setting);

    /** Returns a setting with a value. */
    String setting(Setting setting, String value);

    /**
     * Returns a command.
     *
     * @param line the name, arguments and options of the command, such as {@code repair ae10 --done}
     */
    String command(String line);
}
