package dev.migrate.importer.flyway;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.importer.SourceText;
import dev.migrate.importer.flyway.FlywayName.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads scripts with their options, and replaces their placeholders. */
final class ScriptReader {

    private static final Pattern MIGRATE_SCRIPT = Pattern.compile("(?im)^--\\s*migrate:\\s*upgrade\\b");

    private final FlywaySettings settings;
    private final Replacements replacements;
    private final Map<String, FoundFile> files = new HashMap<>();
    private final List<Problem> problems;
    private final Set<String> usedPlaceholders = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> notes = new ArrayList<>();

    ScriptReader(
            FlywaySettings settings, Replacements replacements, Collection<FoundFile> files, List<Problem> problems) {
        this.settings = settings;
        this.replacements = replacements;
        this.problems = problems;
        files.forEach((file) -> this.files.put(file.uri().toString(), file));
    }

    /** Returns a script; empty if Flyway does not run it or if it cannot be read. */
    Optional<FlywayScript> read(FlywayName name, FoundFile file) {
        ScriptOptions options = ScriptOptions.of(this.settings);
        FoundFile beside = this.files.get(file.uri() + ".conf");
        if (beside != null) {
            options = options.with(beside, this.problems);
        }
        if (!options.executes()) {
            this.notes.add("%s is not imported: its option 'shouldExecute' is 'false'.".formatted(file.path()));
            return Optional.empty();
        }
        String original = decoded(file, options);
        if (original == null) {
            return Optional.empty();
        }
        Optional<FoundFile> replacement = this.replacements.take(file.name());
        FoundFile used = replacement.orElse(file);
        String text = replacement.isEmpty() ? original : decoded(used, options);
        if (text == null) {
            return Optional.empty();
        }
        FlywayPlaceholders placeholders = this.settings.placeholders(file.name());
        boolean replaces = options.replacesPlaceholders();
        String sql = replaces ? replaced(text, used, placeholders) : text;
        // the checksum of a repeatable script covers the values of its placeholders
        String summed = name.kind() == Kind.REPEATABLE && replaces
                ? placeholders.replace(original, new ArrayList<>(), new TreeSet<>())
                : original;
        return Optional.of(new FlywayScript(
                name,
                used.path(),
                FlywayChecksum.of(summed),
                new SourceText(used.path(), FlywayChecksum.withoutByteOrderMark(sql), options.transactional())));
    }

    private String replaced(String text, FoundFile file, FlywayPlaceholders placeholders) {
        List<FlywayPlaceholders.Unresolved> unresolved = new ArrayList<>();
        String sql = placeholders.replace(text, unresolved, this.usedPlaceholders);
        Set<String> reported = new LinkedHashSet<>();
        for (FlywayPlaceholders.Unresolved placeholder : unresolved) {
            if (reported.add(placeholder.name())) {
                this.problems.add(new Problem(
                        ErrorCode.NOT_IMPORTABLE,
                        new Location(file.path(), placeholder.line()),
                        this.settings.isVariablePlaceholder(placeholder.name())
                                ? "The value of the placeholder '%s' depends on the environment of the application."
                                        .formatted(placeholder.name())
                                : "The placeholder '%s' has no configured value.".formatted(placeholder.name()),
                        "A revision is the same in every environment. If the value is too, pass '--placeholder %s=VALUE'. If not, replace the placeholder in a copy of the script, and pass '--replacements FOLDER'."
                                .formatted(placeholder.name())));
            }
        }
        return sql;
    }

    private @Nullable String decoded(FoundFile file, ScriptOptions options) {
        try {
            return options.encoding()
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.bytes()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            this.problems.add(new Problem(
                    ErrorCode.NOT_IMPORTABLE,
                    new Location(file.path(), 1),
                    "The file is not in the encoding %s.".formatted(options.encoding()),
                    "Correct 'spring.flyway.encoding', or write 'encoding=NAME' to '%s.conf'.".formatted(file.name())));
            return null;
        }
    }

    /** Whether a file is a script of Migrate, which can be in a location of both. */
    boolean isMigrateScript(FoundFile file) {
        return MIGRATE_SCRIPT
                .matcher(new String(file.bytes(), StandardCharsets.UTF_8))
                .find();
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(this.notes);
        if (!this.usedPlaceholders.isEmpty()) {
            all.add(
                    "These placeholders are replaced by their configured values, which must be the same in every environment: %s."
                            .formatted(String.join(", ", this.usedPlaceholders)));
        }
        return all;
    }
}
