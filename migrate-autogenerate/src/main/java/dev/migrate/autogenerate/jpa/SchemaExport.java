package dev.migrate.autogenerate.jpa;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.tool.schema.SourceType;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.spi.CommandAcceptanceException;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.ExceptionHandler;
import org.hibernate.tool.schema.spi.ExecutionOptions;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.ScriptSourceInput;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.SourceDescriptor;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;

/** Collects the commands with which Hibernate would create a schema, without running them. */
final class SchemaExport implements ExecutionOptions, SourceDescriptor, TargetDescriptor, ScriptTargetOutput {

    private final Map<String, Object> settings;
    private final List<String> commands = new ArrayList<>();

    private SchemaExport(Map<String, Object> settings) {
        this.settings = settings;
    }

    static List<String> of(Metadata metadata, Map<String, Object> given) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(AvailableSettings.HBM2DDL_DELIMITER, "");
        settings.put(AvailableSettings.FORMAT_SQL, false);
        settings.put(AvailableSettings.HBM2DDL_SKIP_DEFAULT_IMPORT_FILE, true);
        settings.remove(AvailableSettings.JAKARTA_HBM2DDL_LOAD_SCRIPT_SOURCE);
        settings.remove("hibernate.hbm2ddl.import_files");
        SchemaExport export = new SchemaExport(settings);
        metadata.getDatabase()
                .getServiceRegistry()
                .requireService(SchemaManagementTool.class)
                .getSchemaCreator(settings)
                .doCreation(metadata, export, ContributableMatcher.ALL, export, export);
        return List.copyOf(export.commands);
    }

    @Override
    public void accept(String command) {
        this.commands.add(command.strip());
    }

    @Override
    public Map<String, Object> getConfigurationValues() {
        return this.settings;
    }

    @Override
    public boolean shouldManageNamespaces() {
        return true;
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return (CommandAcceptanceException failure) -> {
            throw failure;
        };
    }

    @Override
    public SourceType getSourceType() {
        return SourceType.METADATA;
    }

    @Override
    public @Nullable ScriptSourceInput getScriptSourceInput() {
        return null;
    }

    @Override
    public EnumSet<TargetType> getTargetTypes() {
        return EnumSet.of(TargetType.SCRIPT);
    }

    @Override
    public ScriptTargetOutput getScriptTargetOutput() {
        return this;
    }

    @Override
    public void prepare() {}

    @Override
    public void release() {}
}
