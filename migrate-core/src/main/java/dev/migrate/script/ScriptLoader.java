package dev.migrate.script;

import dev.migrate.dialect.Lexer;
import java.util.List;

/** Finds the scripts of some locations and reads them; nothing runs. */
public final class ScriptLoader {

    /**
     * Makes a loader.
     *
     * @param classLoader for {@code classpath:} locations
     * @param dialect the name of the engine's database product, which chooses among a script's sections
     * @param lexer the lexer of that product
     */
    public ScriptLoader(ClassLoader classLoader, String dialect, Lexer lexer) {}

    /**
     * Loads the scripts of the locations, sorted by file name within each folder, or throws
     * {@code InvalidScriptsException} with every problem. Duplicate ids and unknown parents are left to the graph.
     */
    public List<Script> load(List<String> locations) {
        throw new UnsupportedOperationException("TODO");
    }
}
