package dev.migrate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the documentation. */
record Page(Path path, List<String> lines) {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern SOURCE = Pattern.compile("<!-- from (\\S+?)(?:#(\\S+))? -->");

    static Page read(Path path) throws IOException {
        return new Page(path, Files.readAllLines(path));
    }

    /** Returns the links to other files of this repository and to headings of this page. */
    List<String> relativeLinks() {
        return LINK.matcher(String.join("\n", this.lines))
                .results()
                .map(result -> result.group(1))
                .filter(link -> !link.startsWith("http"))
                .toList();
    }

    /** Returns the anchors of its headings. */
    List<String> anchors() {
        return this.lines.stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        for (int at = 0; at < this.lines.size(); at++) {
            if (this.lines.get(at).startsWith("```")) {
                int end = at + 1;
                while (!this.lines.get(end).equals("```")) {
                    end++;
                }
                Matcher source = SOURCE.matcher(at == 0 ? "" : this.lines.get(at - 1));
                snippets.add(new Snippet(
                        this.path.getFileName() + ":" + (at + 1),
                        this.lines.get(at).substring(3),
                        String.join("\n", this.lines.subList(at + 1, end)),
                        source.matches() ? source.group(1) : "",
                        source.matches() && source.group(2) != null ? source.group(2) : ""));
                at = end;
            }
        }
        return snippets;
    }

    @Override
    public String toString() {
        return this.path.getFileName().toString();
    }

    /**
     * A fenced block.
     *
     * @param source the file that it is from, or empty
     * @param region the region of that file, or empty for the entire file
     */
    record Snippet(String place, String language, String text, String source, String region) {

        private static final Pattern MARK = Pattern.compile("\\s*(?:#|//|<!--|--) #(?:region \\S+|endregion).*\\R?");

        String expected(Path root) throws IOException {
            String file = Files.readString(root.resolve(this.source));
            return unmarked(this.region.isEmpty() ? file : region(file))
                    .stripIndent()
                    .strip();
        }

        private String region(String file) {
            Pattern region = Pattern.compile(
                    "#region " + Pattern.quote(this.region) + "\\b[^\\n]*\\n(.*?)\\n[^\\n]*#endregion", Pattern.DOTALL);
            List<MatchResult> found = region.matcher(file).results().toList();
            if (found.size() != 1) {
                throw new AssertionError(this.place + ": " + found.size() + " regions '" + this.region + "'");
            }
            return found.get(0).group(1);
        }

        private static String unmarked(String text) {
            return text.lines().filter(line -> !MARK.matcher(line).matches()).collect(Collectors.joining("\n"));
        }
    }
}
