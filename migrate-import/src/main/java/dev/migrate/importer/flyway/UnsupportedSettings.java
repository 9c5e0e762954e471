package dev.migrate.importer.flyway;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Problem;
import java.util.List;

/** The settings of Flyway that change what its scripts do and that Migrate reads elsewhere, or not at all. */
final class UnsupportedSettings {

    /**
     * A setting.
     *
     * @param names its names in the configuration of Flyway
     * @param accept the name to accept it by
     * @param effect what Flyway does
     * @param counterpart what to set instead
     */
    private record Setting(List<String> names, String accept, String effect, String counterpart) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting(
                    List.of("initSql", "initSqls"),
                    "init-sqls",
                    "Flyway runs this SQL on its connection before the scripts.",
                    "Set it for the connections of the application, such as 'spring.datasource.hikari.connection-init-sql'."),
            new Setting(
                    List.of("defaultSchema", "schemas"),
                    "default-schema",
                    "Flyway creates this schema and runs the scripts in it. Migrate runs them in the current schema of its connection.",
                    "Create the schema, and set it in the URL, such as '?currentSchema=NAME' on PostgreSQL, and in 'migrate.schema'."),
            new Setting(
                    List.of("target"),
                    "target",
                    "Flyway stops at this version.",
                    "Set 'migrate.target' to the id of the revision, 'V' and the version."),
            new Setting(
                    List.of("cherryPick"),
                    "cherry-pick",
                    "Flyway runs only these scripts.",
                    "Remove the setting, or name the location of these scripts with '--location'."),
            new Setting(
                    List.of("callbacks"),
                    "callbacks",
                    "Flyway calls these classes.",
                    "Run the code of the classes when the application has started, or in a Java revision."),
            new Setting(
                    List.of("resolvers", "javaMigrationClassProvider"),
                    "resolvers",
                    "These classes tell Flyway which migrations exist.",
                    "Write a script for each of them, with its version in the name, and name their folder with '--location'."));

    private UnsupportedSettings() {}

    static void check(FlywaySettings settings, List<Problem> problems) {
        for (Setting setting : SETTINGS) {
            for (String name : setting.names()) {
                boolean latest =
                        name.equals("target") && settings.text(name, "").equalsIgnoreCase("latest");
                if (settings.has(name) && !latest && !settings.accepts(setting.accept())) {
                    problems.add(new Problem(
                            ErrorCode.NOT_IMPORTABLE,
                            null,
                            "The setting '%s' of Flyway is '%s'. %s"
                                    .formatted(name, settings.text(name, ""), setting.effect()),
                            setting.counterpart() + " Then pass '--accept %s'.".formatted(setting.accept())));
                }
            }
        }
        if (settings.flag("detectEncoding", false) && !settings.accepts("detect-encoding")) {
            problems.add(
                    new Problem(
                            ErrorCode.NOT_IMPORTABLE,
                            null,
                            "The setting 'detectEncoding' of Flyway is 'true'. The encoding of the scripts is not known.",
                            "If all scripts have the encoding of the setting 'encoding', by default UTF-8, pass '--accept detect-encoding'."));
        }
    }
}
