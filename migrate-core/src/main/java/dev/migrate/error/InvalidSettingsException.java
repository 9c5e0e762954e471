package dev.migrate.error;

/** Thrown if a setting has an invalid value. */
public final class InvalidSettingsException extends MigrateException {

    private final String property;

    /**
     * Creates the exception.
     *
     * @param property the name of the property as users write it, such as {@code migrate.locations}
     * @param message the failure
     * @param remedy how to resolve it
     */
    public InvalidSettingsException(String property, String message, Remedy remedy) {
        super(ErrorCode.INVALID_SETTINGS, message, remedy);
        this.property = property;
    }

    /** Creates the exception with a remedy that names no setting and no command. */
    public InvalidSettingsException(String property, String message, String remedy) {
        this(property, message, Remedy.of(remedy));
    }

    /** Returns the name of the property as users write it. */
    public String property() {
        return this.property;
    }
}
