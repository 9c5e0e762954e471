package dev.migrate.autogenerate;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.guard.RefusedStatements;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/**
 * A file of SQL that creates the whole desired schema. It covers all objects in its schemas: those that it does not
 * create are dropped.
 */
public final class SqlFile implements ModelSource {

    private static final Pattern NEW_SCHEMA =
            Pattern.compile("(?is)\\s*CREATE\\s+(?:SCHEMA|DATABASE)\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(?!AUTHORIZATION\\b)"
                    + "(?:\"([^\"]+)\"|`([^`]+)`|([\\p{L}_][\\p{L}\\p{N}_$]*)).*");

    private final Resource file;

    /** Creates a source for a file, which is read again each time. */
    public SqlFile(Resource file) {
        this.file = file;
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public TargetSchema desired(DatabaseContext databaseContext) {
        List<Statement> statements = statements(databaseContext);
        List<String> sql = statements.stream().map(Statement::sql).toList();
        Set<String> namespaces = new HashSet<>();
        for (String statement : sql) {
            Matcher created = NEW_SCHEMA.matcher(statement);
            if (created.matches()) {
                namespaces.add(nameIn(created, databaseContext));
            }
        }
        RefusedStatements.check(databaseContext.guard().replacing(namespaces), statements, "The models contain");
        namespaces.remove(databaseContext.defaultSchema());
        return new TargetSchema(sql, Map.of(), namespaces, List.of(), false, (schemaObject) -> true);
    }

    private static String nameIn(Matcher created, DatabaseContext databaseContext) {
        String plain = created.group(3);
        if (plain != null) {
            return databaseContext.folded(plain);
        }
        return created.group(1) != null ? created.group(1) : created.group(2);
    }

    private List<Statement> statements(DatabaseContext databaseContext) {
        Location start = new Location(this.file.getDescription(), 1);
        List<Statement> sql = new ArrayList<>();
        try (Statements split = databaseContext
                .dialect()
                .lexer()
                .statements(new InputStreamReader(this.file.getInputStream(), StandardCharsets.UTF_8), start)) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                sql.add(next.get());
            }
        } catch (IOException failure) {
            throw new AutogenerateException(
                    ErrorCode.NO_MODELS,
                    "The schema cannot be read from %s: %s."
                            .formatted(this.file.getDescription(), failure.getMessage()),
                    Remedy.of("Correct %s.", Setting.AUTOGENERATE_SOURCE),
                    failure);
        }
        return sql;
    }
}
