package dev.migrate.inspect.h2;

import dev.migrate.inspect.Row;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Assembles domains. A text domain that only has a list of allowed values is read as an enumerated type.
 *
 * @param enums the domains that are read as enumerated types
 * @param domains all other domains
 */
record H2Domains(List<EnumType> enums, List<SqlObject> domains) {

    private static final Pattern LABELS = Pattern.compile("VALUE IN\\(('(?:[^']|'')*'(?:, '(?:[^']|'')*')*)\\)");
    private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

    static H2Domains read(H2CatalogQueries queries, H2Names names) throws SQLException {
        Map<QualifiedName, Row> clauses = H2Constraints.byConstraint(queries.checks(), names);
        Map<QualifiedName, List<Check>> checks = queries.domainConstraints().stream()
                .collect(Collectors.groupingBy(
                        (row) -> name(row, names),
                        Collectors.mapping((row) -> check(row, clauses, names), Collectors.toList())));
        List<EnumType> enums = new ArrayList<>();
        List<SqlObject> domains = new ArrayList<>();
        for (Row row : queries.domains()) {
            QualifiedName name = name(row, names);
            List<Check> own = checks.getOrDefault(name, List.of());
            List<String> labels = labels(row, own);
            if (labels.isEmpty()) {
                domains.add(domain(row, own, names));
            } else {
                enums.add(new EnumType(name, labels));
            }
        }
        return new H2Domains(enums, domains);
    }

    /** A check of a domain. */
    private record Check(String name, String clause) {}

    private static Check check(Row row, Map<QualifiedName, Row> clauses, H2Names names) {
        Row clause = Objects.requireNonNull(clauses.get(names.constraint(row)));
        return new Check(row.text("constraint_name"), clause.text("check_clause"));
    }

    private static QualifiedName name(Row row, H2Names names) {
        return names.name(row, "domain_schema", "domain_name");
    }

    private static List<String> labels(Row domain, List<Check> checks) {
        boolean onlyLabels = domain.textOrNull("domain_default") == null
                && domain.textOrNull("domain_on_update") == null
                && domain.textOrNull("parent_domain_name") == null
                && domain.textOrNull("remarks") == null
                && checks.size() == 1
                && H2Names.isAutomatic(checks.get(0).name());
        if (!onlyLabels) {
            return List.of();
        }
        Matcher list = LABELS.matcher(checks.get(0).clause());
        List<String> labels = new ArrayList<>();
        if (list.matches()) {
            Matcher label = LABEL.matcher(list.group(1));
            while (label.find()) {
                labels.add(label.group(1).replace("''", "'"));
            }
        }
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        return domain.text("type").equals("CHARACTER VARYING(%d)".formatted(longest)) ? labels : List.of();
    }

    private static SqlObject domain(Row row, List<Check> checks, H2Names names) {
        QualifiedName name = name(row, names);
        boolean derived = row.textOrNull("parent_domain_name") != null;
        QualifiedName parent = derived ? names.name(row, "parent_domain_schema", "parent_domain_name") : name;
        StringBuilder create = new StringBuilder("CREATE DOMAIN ")
                .append(names.quoted(name))
                .append(" AS ")
                .append(derived ? names.quoted(parent) : H2Names.type(row));
        if (row.textOrNull("domain_default") != null) {
            create.append(" DEFAULT ").append(names.expression(row.text("domain_default")));
        }
        if (row.textOrNull("domain_on_update") != null) {
            create.append(" ON UPDATE ").append(names.expression(row.text("domain_on_update")));
        }
        List<String> statements = new ArrayList<>();
        statements.add(create.toString());
        for (Check check : checks) {
            statements.add("ALTER DOMAIN %s ADD %sCHECK (%s)"
                    .formatted(
                            names.quoted(name),
                            H2Names.isAutomatic(check.name()) ? "" : "CONSTRAINT " + names.quoted(check.name()) + " ",
                            names.expression(check.clause())));
        }
        names.comment("DOMAIN", name, row).ifPresent(statements::add);
        return new SqlObject(
                SqlObject.Kind.DOMAIN,
                name,
                null,
                statements,
                "DROP DOMAIN " + names.quoted(name),
                derived ? Set.of(parent) : Set.of());
    }
}
