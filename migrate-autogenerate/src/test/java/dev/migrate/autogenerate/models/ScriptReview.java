package dev.migrate.autogenerate.models;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objections to a generated script that a DBA would have on any product. */
final class ScriptReview {

    private static final Pattern ALTER = Pattern.compile("(?is)alter table (\\S+).*");

    private ScriptReview() {}

    static List<String> findings(String script) {
        List<String> findings = new ArrayList<>();
        String previous = "";
        List<String> statements = new ArrayList<>();
        for (String paragraph : script.split(";\\s*\\n")) {
            String sql = paragraph.lines()
                    .filter((line) -> !line.startsWith("--"))
                    .reduce("", (all, line) -> all + " " + line.strip())
                    .strip();
            boolean commented = paragraph.contains("--");
            if (statements.contains(sql)) {
                findings.add("written twice: " + sql);
            }
            statements.add(sql);
            Matcher alter = ALTER.matcher(sql);
            String table = alter.matches() ? alter.group(1) : "";
            if (!table.isEmpty() && table.equals(previous) && !commented) {
                findings.add("table " + table + " is altered by two adjacent statements: " + sql);
            }
            previous = table;
        }
        return findings;
    }
}
