package dev.migrate.script;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The script of another tool from which a script was imported.
 *
 * @param tool the tool, such as {@code flyway}
 * @param identifier what the history of the tool calls its script
 * @param checksum the checksum in the history of the tool; null if there is none
 */
public record ImportedFrom(
        String tool, String identifier, @Nullable String checksum) {

    public static final String FLYWAY = "flyway";
    public static final String LIQUIBASE = "liquibase";
    public static final String ALEMBIC = "alembic";

    /** What precedes the description of a repeatable script in an identifier of Flyway. */
    public static final String REPEATABLE = "R:";

    /** What separates the path, the id, and the author in an identifier of Liquibase. */
    public static final String SEPARATOR = "::";

    static final String FORMS = "Write 'flyway VERSION checksum=NUMBER', 'flyway R:DESCRIPTION checksum=NUMBER',"
            + " 'liquibase PATH::ID::AUTHOR checksum=VERSION:MD5', or 'alembic REVISION'. The checksum is optional.";

    private static final Pattern TEXT = Pattern.compile("(\\w+)\\s+(.+?)(?:\\s+checksum=(\\S+))?");
    private static final Pattern FLYWAY_IDENTIFIER = Pattern.compile("\\d+(\\.\\d+)*|R:\\s*\\S.*");
    private static final Pattern FLYWAY_CHECKSUM = Pattern.compile("-?\\d{1,10}");
    private static final Pattern LIQUIBASE_IDENTIFIER = Pattern.compile(".+?::.+::.+");
    private static final Pattern LIQUIBASE_CHECKSUM = Pattern.compile("\\d+:[0-9a-f]{32}");
    private static final Pattern ALEMBIC_IDENTIFIER = Pattern.compile("\\S+");

    /** Parses the value of the header key; empty if it has none of the {@link #FORMS}. */
    static Optional<ImportedFrom> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ImportedFrom(matcher.group(1), matcher.group(2), matcher.group(3)))
                .filter(ImportedFrom::isValid);
    }

    private boolean isValid() {
        return switch (this.tool) {
            case FLYWAY -> matches(FLYWAY_IDENTIFIER, FLYWAY_CHECKSUM);
            case LIQUIBASE -> matches(LIQUIBASE_IDENTIFIER, LIQUIBASE_CHECKSUM);
            case ALEMBIC -> matches(ALEMBIC_IDENTIFIER, null);
            default -> false;
        };
    }

    private boolean matches(Pattern identifiers, @Nullable Pattern checksums) {
        return identifiers.matcher(this.identifier).matches()
                && (this.checksum == null
                        || (checksums != null
                                && checksums.matcher(this.checksum).matches()));
    }

    /** Returns the value of the header key. */
    @Override
    public String toString() {
        return this.tool + " " + this.identifier + (this.checksum == null ? "" : " checksum=" + this.checksum);
    }
}
