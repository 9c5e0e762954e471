package dev.migrate.spring.boot.autoconfigure.properties;

/** The names that no instance can have. */
public final class EngineNames {

    /** The name of the default engine. */
    public static final String DEFAULT = "default";

    /** The name that selects all engines in commands that accept it. */
    public static final String ALL = "all";

    private EngineNames() {}
}
