package dev.migrate.contact;

import dev.migrate.adoption.Adoption;
import dev.migrate.adoption.AdoptionDecision;
import dev.migrate.adoption.AdoptionReader;
import dev.migrate.adoption.AdoptionRefusal;
import dev.migrate.adoption.HistoryTable;
import dev.migrate.adoption.Since;
import dev.migrate.contact.ContactDecision.Adopt;
import dev.migrate.contact.ContactDecision.Baseline;
import dev.migrate.contact.ContactDecision.Open;
import dev.migrate.contact.ContactDecision.Reason;
import dev.migrate.contact.ContactDecision.Refusal;
import dev.migrate.contact.ContactDecision.Unscripted;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FoundTable;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.TableNameTaken;
import dev.migrate.error.Command;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.error.Term;
import dev.migrate.history.LoggedActions;
import dev.migrate.history.StoredState;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.SimilarNames;
import dev.migrate.revision.UnquotedYaml;
import dev.migrate.script.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides how to treat a database that has no record of these scripts. An empty record does not imply an empty
 * database: the log, the catalog, and the other places where the record might be are read first.
 *
 * @param scripts the revisions of this application
 * @param baseline the revision to stamp if tables exist, or null if none is set
 * @param allowNonEmpty whether to begin at base if tables exist
 * @param schemaSet whether the schema of the record is configured, so that other schemas need not be searched
 * @param locations the locations of the scripts
 * @param sources the scripts by revision id
 * @param acceptsEdited whether an adopted history may differ from the scripts that were imported
 */
public record FirstContact(
        RevisionGraph scripts,
        @Nullable String baseline,
        boolean allowNonEmpty,
        boolean schemaSet,
        List<String> locations,
        Map<String, Script> sources,
        boolean acceptsEdited) {

    private static final Pattern TEMPORARY = Pattern.compile("\\s*\"?pg_temp\\b");

    /**
     * Decides from a record that holds revisions, applied or interrupted.
     *
     * @param url returns the URL of the database
     */
    public ContactDecision withRecord(StoredState storedState, Supplier<String> url) {
        Set<String> ids = storedState.applied().keySet();
        if (ids.stream().anyMatch(this::isScript)) {
            return Open.PLAIN;
        }
        return new Refusal(
                Reason.ANOTHER_APPLICATION,
                "The record in this database belongs to another application: %s among these scripts: %s."
                        .formatted(
                                ids.size() == 1
                                        ? "its revision is not"
                                        : "none of its %d revisions is".formatted(ids.size()),
                                names(ids)),
                Remedy.of(
                        "The scripts are in '%s', and the database is '%s'. Correct %s, the URL of the database, or %s. %s To replace the record by one of these scripts, run %s.",
                        String.join("', '", this.locations),
                        url.get(),
                        Setting.LOCATIONS,
                        Setting.SCHEMA,
                        sharedSchema(),
                        new Command("stamp REV --purge")));
    }

    /**
     * Decides from the log, the catalog, and other records if the record holds no revision.
     *
     * @param recordTables Migrate's own tables, with their schema
     * @param storedState the record
     * @param loggedActions the log of the record
     */
    public ContactDecision withoutRecord(
            Connection connection,
            Dialect dialect,
            RecordTables recordTables,
            StoredState storedState,
            LoggedActions loggedActions)
            throws SQLException {
        CatalogFindings findings =
                CatalogFindings.read(connection, dialect, recordTables, !this.schemaSet, this::isScript);
        if (!this.schemaSet && findings.schemas().current() == null) {
            return noCurrentSchema(findings);
        }
        if (!findings.unreadable().isEmpty()) {
            return recordUnreadable(findings);
        }
        if (!findings.takenNames().isEmpty()) {
            return nameTaken(findings);
        }
        Set<String> logged = appliedByLog(loggedActions);
        if (!logged.isEmpty()) {
            return recordLost(recordTables, storedState, logged);
        }
        if (loggedActions.endsInKnownState()) {
            return Open.PLAIN;
        }
        if (!findings.records().isEmpty()) {
            return recordElsewhere(findings, recordTables);
        }
        return adoption(connection, dialect, findings).orElseGet(() -> withoutHistory(findings));
    }

    /**
     * Decides from the history of the tool from which scripts were imported; empty if there is none, or if it is empty
     * although there are other tables.
     */
    private Optional<ContactDecision> adoption(Connection connection, Dialect dialect, CatalogFindings findings)
            throws SQLException {
        AdoptionReader reader = new AdoptionReader(this.scripts, this.sources, this.acceptsEdited);
        List<HistoryTable> histories = reader.relevant(HistoryTable.among(findings.foreign()));
        if (histories.isEmpty()) {
            return Optional.empty();
        }
        AdoptionDecision decision = histories.size() > 1
                ? AdoptionRefusal.several(histories)
                : reader.read(connection, dialect, histories.get(0), Set.of(), Since.BEGINNING);
        if (decision instanceof AdoptionRefusal refusal) {
            return Optional.of(new Refusal(Reason.UNADOPTABLE_HISTORY, refusal.message(), refusal.remedy()));
        }
        Adoption adoption = (Adoption) decision;
        boolean others = findings.foreign().stream().anyMatch((table) -> HistoryKind.of(table) == HistoryKind.NONE);
        return adoption.isEmpty() && !adoption.statesSchema() && others
                ? Optional.empty()
                : Optional.of(new Adopt(adoption));
    }

    private Remedy remedyForBaseline(String given) {
        List<String> ids = this.scripts.revisions().stream().map(Revision::id).toList();
        Remedy remedy =
                Remedy.of("Set it to a full revision id. Symbols, branch labels, and id prefixes are not accepted.");
        List<String> sources = UnquotedYaml.sourcesOf(given, ids);
        List<String> near = sources.isEmpty() ? SimilarNames.to(given, ids) : sources;
        if (near.isEmpty()) {
            return remedy;
        }
        Remedy suggestion = Remedy.of("Did you mean '%s'?", String.join("' or '", near));
        return sources.isEmpty()
                ? Remedy.of("%s %s", suggestion, remedy)
                : suggestion.then(UnquotedYaml.hint(given, sources));
    }

    private ContactDecision withoutHistory(CatalogFindings findings) {
        if (this.scripts.revisions().isEmpty()) {
            return findings.foreign().isEmpty() || this.allowNonEmpty ? Open.PLAIN : unscripted(findings);
        }
        if (this.baseline != null && !isScript(this.baseline)) {
            return new Refusal(
                    Reason.UNKNOWN_BASELINE,
                    "'migrate.baseline' is '%s', which is not the id of a revision of these scripts."
                            .formatted(this.baseline),
                    remedyForBaseline(this.baseline));
        }
        if (findings.foreign().isEmpty()) {
            return Open.PLAIN;
        }
        Refusal refusal = nonEmptySchema(findings);
        if (this.baseline != null) {
            return new Baseline(this.baseline, refusal);
        }
        return this.allowNonEmpty
                ? new Open("The first upgrade begins at base, as set by 'migrate.allow-non-empty', although "
                        + found(findings) + ".")
                : refusal;
    }

    private static Unscripted unscripted(CatalogFindings findings) {
        return new Unscripted(new Refusal(
                Reason.NON_EMPTY_SCHEMA,
                "There are no scripts yet, but " + found(findings)
                        + ". A generated first script would contain only their differences from the models, and could not run on an empty database.",
                Remedy.of(
                        "Run %s to write the existing schema into the first script, then retry. If these tables are unrelated to the models, set %s.",
                        new Command("baseline -m TEXT"), Setting.ALLOW_NON_EMPTY.to("true"))));
    }

    private static Refusal noCurrentSchema(CatalogFindings findings) {
        boolean temporary = TEMPORARY.matcher(findings.schemas().path()).lookingAt();
        String message = "The session of user '%s' has no current schema: its search_path is '%s', and "
                + (temporary ? "tables that it creates are temporary." : "this user cannot use any schema on it.")
                + " The location of the record is unknown.%s";
        String known = findings.records().isEmpty()
                ? ""
                : " A record with revisions of these scripts exists: %s.".formatted(locations(findings));
        for (FoundTable hidden : findings.unreadable()) {
            known += " This user cannot read the record '%s.%s'.".formatted(hidden.schema(), hidden.name());
        }
        Remedy remedy = temporary
                ? Remedy.of("Remove 'pg_temp' from the beginning of the search_path.")
                : findings.records().isEmpty()
                        ? Remedy.of(
                                "Create the schema, grant USAGE on it, or set %s to the schema of the record.",
                                Setting.SCHEMA)
                        : Remedy.of(
                                "Set %s to use that record.",
                                schemaSetting(
                                        findings,
                                        findings.records().get(0).table().schema()));
        return new Refusal(
                Reason.RECORD_ELSEWHERE,
                message.formatted(findings.schemas().user(), findings.schemas().path(), known),
                remedy);
    }

    private static Refusal recordUnreadable(CatalogFindings findings) {
        FoundTable hidden = findings.unreadable().get(0);
        return new Refusal(
                Reason.RECORD_UNREADABLE,
                "User '%s' cannot read the record '%s.%s': USAGE on the schema or SELECT on the table is not granted, or a"
                                .formatted(findings.schemas().user(), hidden.schema(), hidden.name())
                        + " row-level security policy hides its rows.",
                Remedy.of(
                        "Grant this user USAGE on the schema and SELECT, INSERT, UPDATE, and DELETE on the tables of Migrate, and disable row-level security on them. To use another record, set %s.",
                        Setting.SCHEMA));
    }

    private static Refusal nameTaken(CatalogFindings findings) {
        return new Refusal(
                Reason.TABLE_NAME_TAKEN, TableNameTaken.message(findings.takenNames()), TableNameTaken.REMEDY);
    }

    private static Refusal recordElsewhere(CatalogFindings findings, RecordTables recordTables) {
        FoundTable other = findings.records().get(0).table();
        Remedy newRecord = other.schema().equals(findings.recordSchema())
                ? Remedy.of("")
                : Remedy.of("To start a new record instead, set %s.", schemaSetting(findings, findings.recordSchema()));
        return new Refusal(
                Reason.RECORD_ELSEWHERE,
                "There is no record in %s, but a record with revisions of these scripts exists: %s."
                        .formatted(
                                findings.dialect().schemas().described(findings.recordSchema()), locations(findings)),
                Remedy.sentences(howToUse(other, findings, recordTables), newRecord));
    }

    private static Remedy howToUse(FoundTable other, CatalogFindings findings, RecordTables recordTables) {
        String name = recordTables.in(null).revision();
        Remedy schema = Remedy.of("set %s", schemaSetting(findings, other.schema()));
        Remedy table = CatalogFindings.prefix(other)
                .map((prefix) -> Remedy.of("set %s", Setting.TABLE_PREFIX.to(prefix)))
                .orElse(Remedy.of("rename the table '%s' to '%s'", other.name(), name));
        if (other.schema().equals(findings.recordSchema())) {
            return Remedy.of("To use that record, %s.", table);
        }
        return other.name().equalsIgnoreCase(name)
                ? Remedy.of("To use that record, %s.", schema)
                : Remedy.of("To use that record, %s and %s.", schema, table);
    }

    private static String locations(CatalogFindings findings) {
        return findings.records().stream()
                .map((other) -> "'%s.%s' (%s)"
                        .formatted(other.table().schema(), other.table().name(), names(other.shared())))
                .collect(Collectors.joining(", "));
    }

    private static Term schemaSetting(CatalogFindings findings, String schema) {
        return Setting.SCHEMA.to(findings.dialect().schemas().settable(schema));
    }

    private Refusal recordLost(RecordTables recordTables, StoredState storedState, Set<String> logged) {
        List<String> heads =
                this.scripts.maximal(logged.stream().filter(this::isScript).toList());
        List<String> named = heads.isEmpty() ? List.copyOf(logged) : heads;
        return new Refusal(
                Reason.RECORD_LOST,
                "The record '%s' %s, but the log '%s' contains applied revisions, most recently %s."
                        .formatted(
                                recordTables.revision(),
                                storedState.hasTables() ? "is empty" : "does not exist",
                                recordTables.log(),
                                names(named)),
                Remedy.of(
                        "Check which revisions this database contains. If it contains these, run %s. Otherwise run %s with the revisions that it contains, or %s if it contains none.",
                        new Command("stamp " + String.join(" ", named)),
                        new Command("stamp"),
                        new Command("stamp base")));
    }

    /** Replays the log and returns the revisions that are applied at its end. */
    private Set<String> appliedByLog(LoggedActions loggedActions) {
        Set<String> applied = new LinkedHashSet<>();
        for (LoggedActions.Entry entry : loggedActions.entries()) {
            switch (entry.action()) {
                case "upgrade" -> applied.addAll(entry.revisions());
                case "downgrade" -> entry.revisions().forEach(applied::remove);
                case "stamp" -> {
                    applied.clear();
                    applied.addAll(entry.revisions());
                    List<String> known =
                            entry.revisions().stream().filter(this::isScript).toList();
                    this.scripts.closure(known).forEach(applied::add);
                }
                case "repair" -> {
                    if (entry.isRepairTo(true)) {
                        applied.add(entry.revision());
                    } else if (entry.isRepairTo(false)) {
                        applied.remove(entry.revision());
                    }
                }
                default -> {}
            }
        }
        return applied;
    }

    private static Remedy sharedSchema() {
        return Remedy.of(
                "If several applications or engines share a schema, set a different %s for each, and %s for the first upgrade.",
                Setting.TABLE_PREFIX, Setting.ALLOW_NON_EMPTY.to("true"));
    }

    private static Refusal nonEmptySchema(CatalogFindings findings) {
        String found = found(findings);
        return new Refusal(
                Reason.NON_EMPTY_SCHEMA,
                "There is no record of Migrate, but " + found + ".",
                Remedy.sentences(
                        Remedy.of(
                                "If the database is at revision REV, run %s, or set %s so that the first upgrade stamps it. To run all revisions although these tables exist, set %s.",
                                new Command("stamp REV"),
                                Setting.BASELINE.to("REV"),
                                Setting.ALLOW_NON_EMPTY.to("true")),
                        findings.foreign().stream().anyMatch((table) -> HistoryKind.of(table) == HistoryKind.MIGRATE)
                                ? sharedSchema()
                                : Remedy.of(""),
                        Remedy.of(otherTools(findings))));
    }

    /** Returns the remedy for other migration tools that run when the application starts. */
    private static String otherTools(CatalogFindings findings) {
        return findings.foreign().stream()
                .map(HistoryKind::of)
                .filter(HistoryKind::runsAtStart)
                .map(HistoryKind::tool)
                .distinct()
                .map(
                        ("If %1$s also runs when this application starts, it runs before Migrate: disable one of the two, so"
                                        + " that only one changes this schema.")::formatted)
                .collect(Collectors.joining(" "));
    }

    private static String found(CatalogFindings findings) {
        return findings.foreign().stream()
                .collect(Collectors.groupingBy(FoundTable::schema, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map((entry) -> "%s contains %s: %s"
                        .formatted(
                                findings.dialect().schemas().described(entry.getKey()),
                                counted(entry.getValue().size(), "table"),
                                new TableNames(entry.getValue())))
                .collect(Collectors.joining(", and "));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String names(Collection<String> names) {
        return TableNames.firstOf(names.stream().map("'%s'"::formatted).toList());
    }

    private boolean isScript(String id) {
        return this.scripts.find(id).isPresent();
    }
}
