package dev.migrate.error;

/** Thrown if a setting has an invalid value. */
public final class InvalidSettingsException extends MigrateException {

    private final String property;

    /**
     * Creates the exception.
     *
     * @param property the name of the property as users write it, such as {@code migrate.locations}
     */
    public InvalidSettingsException(String property, String message, String remedy) {
        super(ErrorCode.INVALID_SETTINGS, message, remedy);
        this.property = property;
    }

    /** Returns the name of the property as users write it. */
    public String property() {
        return this.property;
    }
}
