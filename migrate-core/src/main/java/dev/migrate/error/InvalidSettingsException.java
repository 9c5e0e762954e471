package dev.migrate.error;

/** A setting with which the engine cannot work. */
public final class InvalidSettingsException extends MigrateException {

    private final String property;

    /**
     * Makes the exception.
     *
     * @param property the name of the property as a user writes it, such as {@code migrate.locations}
     */
    public InvalidSettingsException(String property, String message, String remedy) {
        super("invalid-settings", message, remedy);
        this.property = property;
    }

    /** The property as a user writes it. */
    public String property() {
        return this.property;
    }
}
