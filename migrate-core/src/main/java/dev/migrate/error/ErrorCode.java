package dev.migrate.error;

/**
 * The kinds of failures and of faults in scripts. Each has a code for programs, which is the same in every release, in
 * the JSON of the command line, and over HTTP. {@code docs/reference/errors.md} describes each one.
 */
public enum ErrorCode {
    // The request: a malformed or ambiguous symbol
    BAD_SYMBOL("bad-symbol", "Invalid revision symbol", 400, 4),
    BAD_RANGE("bad-range", "Invalid range", 400, 4),
    RANGE_REQUIRED("range-required", "Range required", 400, 4),
    RANGE_NOT_ALLOWED("range-not-allowed", "Range not allowed", 400, 4),
    AMBIGUOUS_REVISION("ambiguous-revision", "Ambiguous revision", 400, 4),
    NOT_ON_BRANCH("not-on-branch", "Revision not on the branch", 400, 4),
    ONE_REVISION_REQUIRED("one-revision-required", "One revision required", 400, 4),
    NO_SUCH_REVISION("no-such-revision", "Unknown revision", 404, 4),
    NO_SUCH_BRANCH("no-such-branch", "Unknown branch", 404, 4),

    // Migration not possible from the current revisions
    MULTIPLE_HEADS("multiple-heads", "Multiple heads", 409, 4),
    AMBIGUOUS_UPGRADE("ambiguous-upgrade", "Ambiguous upgrade", 409, 4),
    AMBIGUOUS_DOWNGRADE("ambiguous-downgrade", "Ambiguous downgrade", 409, 4),
    AMBIGUOUS_WALK("ambiguous-walk", "Ambiguous path", 409, 4),
    RELATIVE_OUT_OF_RANGE("relative-out-of-range", "Past the base or a head", 409, 4),
    RANGE_NOT_ANCESTOR("range-not-ancestor", "Not an ancestor", 409, 4),
    OVERLAPPING_REVISIONS("overlapping-revisions", "Overlapping revisions", 409, 4),
    INVALID_DOWNGRADE_TARGET("invalid-downgrade-target", "Invalid downgrade target", 409, 4),
    IRREVERSIBLE("irreversible", "Irreversible revision", 409, 1),
    NOTHING_TO_REPAIR("nothing-to-repair", "Nothing to repair", 409, 4),
    NOT_IN_TRANSACTION("not-in-transaction", "Not possible in one transaction", 409, 4),
    STAYS_IN_SESSION("stays-in-session", "Session state would leak", 409, 4),
    UNRECORDABLE_DOWNGRADE("unrecordable-downgrade", "Downgrade cannot be recorded", 409, 4),
    RUNS_CODE("runs-code", "Java revision in an offline script", 409, 4),
    LEAVES_DATABASE("leaves-database", "Database change in an offline script", 409, 4),
    CONFIRMATION_REQUIRED("confirmation-required", "Confirmation required", 409, 1),
    CONFIRMATION_MISMATCH("confirmation-mismatch", "Confirmation does not match", 409, 1),
    BELOW_FLOOR("below-floor", "Below the downgrade floor", 409, 4),
    UNRESOLVED_FLOOR("unresolved-floor", "Downgrade floor not resolved", 409, 4),

    // Scripts and record disagree
    UNWRITTEN_REVISION("unwritten-revision", "Unwritten revision", 409, 1),
    EDITED_SCRIPTS("edited-scripts", "Edited scripts", 409, 1),
    MISSING_REVISIONS("missing-revisions", "Missing revisions", 409, 4),
    DATABASE_AHEAD("database-ahead", "Database ahead of the scripts", 409, 4),
    GRAPH_HAS_CHANGED("graph-has-changed", "Graph has changed", 409, 4),
    RECORD_DAMAGED("record-damaged", "Record damaged", 409, 4),
    NEWER_RECORD("newer-record", "Record of a newer release", 409, 4),
    INTERRUPTED("interrupted", "Interrupted revision", 409, 1),
    HISTORY_CONFLICT("history-conflict", "History has changed", 409, 1),
    MOVED_MEANWHILE("moved-meanwhile", "Database migrated meanwhile", 409, 4),

    // First contact
    NON_EMPTY_SCHEMA("non-empty-schema", "Schema not empty", 409, 1),
    UNKNOWN_BASELINE("unknown-baseline", "Unknown baseline", 409, 1),
    ANOTHER_APPLICATION("another-application", "Record of another application", 409, 1),
    RECORD_ELSEWHERE("record-elsewhere", "Record in another place", 409, 1),
    RECORD_UNREADABLE("record-unreadable", "Record not readable", 409, 1),
    RECORD_LOST("record-lost", "Record lost", 409, 1),
    TABLE_NAME_TAKEN("table-name-taken", "Table name taken", 409, 1),
    UNADOPTABLE_HISTORY("unadoptable-history", "History cannot be adopted", 409, 1),

    // Running
    LOCKED("locked", "Migration lock not available", 423, 5),
    STATEMENT_FAILED("statement-failed", "Statement failed", 500, 1),
    STOPPED("stopped", "Stopped", 503, 1),
    DATABASE_UNREACHABLE("database-unreachable", "Database unreachable", 500, 1),
    DATABASE_ERROR("database-error", "Database error", 500, 1),
    MISSING_RIGHTS("missing-rights", "Missing rights", 500, 1),
    MISSING_SCHEMA("missing-schema", "Missing schema", 500, 1),
    ENGINE_TABLE_MISSING("engine-table-missing", "Missing table of Migrate", 500, 1),
    UNSUPPORTED_DATABASE("unsupported-database", "Unsupported database", 500, 1),
    INVALID_SETTINGS("invalid-settings", "Invalid settings", 500, 1),

    // Scripts; invalid-scripts and broken-graph list the others as problems
    INVALID_SCRIPTS("invalid-scripts", "Invalid scripts", 500, 4),
    BROKEN_GRAPH("broken-graph", "Invalid revision graph", 500, 4),

    // New scripts
    MISSING_MESSAGE("missing-message", "Missing message", 400, 2),
    NAME_TOO_LONG("name-too-long", "Name too long", 409, 1),
    NOTHING_TO_MERGE("nothing-to-merge", "Nothing to merge", 409, 1),
    DUPLICATE_HEADS("duplicate-heads", "Duplicate parents", 409, 4),
    NOT_A_HEAD("not-a-head", "Parent is not a head", 409, 4),
    NOT_COMPILED("not-compiled", "Classes not compiled", 409, 1),
    NO_PACKAGE("no-package", "No package", 409, 1),
    UNKNOWN_LOCATION("unknown-location", "Unknown location", 409, 1),
    AMBIGUOUS_LOCATION("ambiguous-location", "Ambiguous location", 409, 1),
    UNWRITABLE_LOCATION("unwritable-location", "Location not writable", 409, 1),
    FILE_EXISTS("file-exists", "File exists", 409, 1),
    NOT_IMPORTABLE("not-importable", "Not importable", 409, 1),

    // Models
    NO_MODELS("no-models", "No models", 409, 1),
    SEVERAL_MODELS("several-models", "Several models", 409, 1),
    MODEL_REFUSED("model-refused", "Model rejected", 409, 1),
    NOT_AT_HEAD("not-at-head", "Not at the heads", 409, 1),
    NO_SCRATCH("no-scratch", "No scratch database", 409, 1),
    UNPROVED("unproved", "Verification failed", 409, 1),
    NOT_COMPARED("not-compared", "Not comparable", 409, 1),
    EXCLUDED_KEY("excluded-key", "Excluded key", 409, 1),
    BAD_RENAME("bad-rename", "Invalid rename", 409, 2),
    NOTHING_TO_RENAME("nothing-to-rename", "Nothing to rename", 409, 1),
    SCHEMA_CHANGED_ELSEWHERE("schema-changed-elsewhere", "Schema changed by Hibernate", 409, 1),

    // Problems of scripts, and refusals of a new one: status and exit code are those of the refusal
    ILLEGAL_REVISION_ID("illegal-revision-id", "Invalid revision id", 400, 4),
    ILLEGAL_BRANCH_LABEL("illegal-branch-label", "Invalid branch label", 400, 4),
    DUPLICATE_REVISION("duplicate-revision", "Duplicate revision", 400, 4),
    DUPLICATE_LABEL("duplicate-label", "Duplicate branch label", 400, 4),
    UNREADABLE_SCRIPT("unreadable-script", "Script not readable", 409, 1),
    MISSING_LOCATION("missing-location", "Missing location", 409, 1),

    // Problems of the revision graph, listed by broken-graph
    MISSING_DOWN_REVISION("missing-down-revision", "Missing parent", 500, 4),
    MISSING_DEPENDENCY("missing-dependency", "Missing dependency", 500, 4),
    LOOP("loop", "Revision is its own parent", 500, 4),
    DEPENDENCY_LOOP("dependency-loop", "Revision depends on itself", 500, 4),
    CYCLE("cycle", "Cycle", 500, 4),
    DEPENDENCY_CYCLE("dependency-cycle", "Cycle of dependencies", 500, 4),

    // Problems of scripts, listed by invalid-scripts
    AMBIGUOUS_SCRIPT("ambiguous-script", "Ambiguous script", 500, 4),
    BAD_CREATE_DATE("bad-create-date", "Invalid create date", 500, 4),
    BAD_DELIMITER("bad-delimiter", "Invalid delimiter", 500, 4),
    BAD_IMPORT("bad-import", "Invalid import", 500, 4),
    BAD_LIST("bad-list", "Invalid list", 500, 4),
    BAD_LOCATION("bad-location", "Invalid location", 500, 4),
    BAD_OPTION("bad-option", "Invalid option", 500, 4),
    CLIENT_COMMAND("client-command", "Client command", 500, 4),
    DUPLICATE_KEY("duplicate-key", "Duplicate key", 500, 4),
    DUPLICATE_SECTION("duplicate-section", "Duplicate section", 500, 4),
    INDENTED_DIRECTIVE("indented-directive", "Indented directive", 500, 4),
    LINE_TOO_LONG("line-too-long", "Line too long", 500, 4),
    MISPLACED_KEY("misplaced-key", "Misplaced key", 500, 4),
    MISSING_PLACEHOLDER("missing-placeholder", "Missing placeholder", 500, 4),
    MISSING_REVISION_ID("missing-revision-id", "Missing revision id", 500, 4),
    MIXED_SECTION("mixed-section", "Mixed section", 500, 4),
    NO_STATEMENT("no-statement", "No statement", 500, 4),
    NOT_UTF_8("not-utf-8", "Not UTF-8", 500, 4),
    NO_UPGRADE_SECTION("no-upgrade-section", "No upgrade section", 500, 4),
    TEXT_AFTER_COPY("text-after-copy", "Text after COPY", 500, 4),
    TEXT_BEFORE_SECTION("text-before-section", "Text before the first section", 500, 4),
    TODO_BEFORE_SECTION("todo-before-section", "Todo before the first section", 500, 4),
    TRANSACTION_STATEMENT("transaction-statement", "Transaction statement", 500, 4),
    UNKNOWN_DIALECT("unknown-dialect", "Unknown dialect", 500, 4),
    UNKNOWN_DIRECTIVE("unknown-directive", "Unknown directive", 500, 4),
    UNKNOWN_KEY("unknown-key", "Unknown key", 500, 4),
    UNKNOWN_OPTION("unknown-option", "Unknown option", 500, 4),
    UNKNOWN_PLACEHOLDER("unknown-placeholder", "Unknown placeholder", 500, 4),
    UNKNOWN_SQL_MODE("unknown-sql-mode", "Unknown SQL mode", 500, 4),
    UNREADABLE_LOCATION("unreadable-location", "Location not readable", 500, 4),
    UNTERMINATED_COMMENT("unterminated-comment", "Unterminated comment", 500, 4),
    UNTERMINATED_COPY("unterminated-copy", "Unterminated COPY data", 500, 4),
    UNTERMINATED_QUOTE("unterminated-quote", "Unterminated quote", 500, 4),
    UNUSABLE_MIGRATION("unusable-migration", "Unusable migration class", 500, 4),
    UNUSABLE_STATEMENT("unusable-statement", "Statement not allowed", 500, 4);

    private final String slug;
    private final String title;
    private final int httpStatus;
    private final int exitCode;

    ErrorCode(String slug, String title, int httpStatus, int exitCode) {
        this.slug = slug;
        this.title = title;
        this.httpStatus = httpStatus;
        this.exitCode = exitCode;
    }

    /** Returns the code for programs, such as {@code multiple-heads}. */
    public String slug() {
        return this.slug;
    }

    /** Returns the name of the kind of failure for people, which might change. */
    public String title() {
        return this.title;
    }

    /** Returns the HTTP status that the endpoint answers with. */
    public int httpStatus() {
        return this.httpStatus;
    }

    /** Returns the exit code of the command line. */
    public int exitCode() {
        return this.exitCode;
    }

    /** Returns the {@linkplain #slug() code for programs}. */
    @Override
    public String toString() {
        return this.slug;
    }
}
