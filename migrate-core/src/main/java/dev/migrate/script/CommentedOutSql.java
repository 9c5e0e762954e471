package dev.migrate.script;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Distinguishes commented-out statements from prose in the comments of a section. Each line can begin a statement,
 * which extends to the next empty line.
 */
final class CommentedOutSql {

    /** Characters that open, close, or decorate a comment in any of the products. */
    private static final Pattern MARKS =
            Pattern.compile("^[\\s*]*(?:(?:--+|//+|#+|/\\*+(?:M?!\\d*)?|\\*+/|[*>•]+)\\s*)*"
                    + "(?:-\\s+|\\d+[.)]\\s+)*|\\s*\\*+/\\s*$");

    /** The beginning of a note that the section is unfinished. */
    private static final Pattern TODO = Pattern.compile("(?i)[@\\[(<]?(?:todo|fixme|tbd|xxx)\\b");

    /** The maximum number of lines examined to recognize a statement. */
    private static final int LINES = 40;

    private static final int CHARACTERS = 4000;

    private final List<Line> lines = new ArrayList<>();

    private record Line(int number, String text) {}

    void add(CharSequence comment, int line) {
        int number = line;
        for (String text : comment.toString().split("\\r\\n|\\r|\\n", -1)) {
            if (!this.lines.isEmpty() && this.lines.get(this.lines.size() - 1).number() < number - 1) {
                this.lines.add(new Line(number - 1, ""));
            }
            this.lines.add(new Line(number++, MARKS.matcher(text).replaceAll("").strip()));
        }
    }

    boolean isEmpty() {
        return this.lines.isEmpty();
    }

    /** Returns the line of the first words if they mark the section as unfinished. */
    OptionalInt todo() {
        return this.lines.stream()
                .filter((line) -> !line.text().isEmpty())
                .limit(1)
                .filter((line) -> TODO.matcher(line.text()).lookingAt())
                .mapToInt(Line::number)
                .findFirst();
    }

    /** Returns the line of the first comment that is a statement. */
    OptionalInt line() {
        for (int index = 0; index < this.lines.size(); index++) {
            if (SqlDetector.startsStatement(from(index))) {
                return OptionalInt.of(this.lines.get(index).number());
            }
        }
        return OptionalInt.empty();
    }

    private String from(int index) {
        StringBuilder text = new StringBuilder();
        for (int next = index; next < this.lines.size() && next < index + LINES; next++) {
            if (this.lines.get(next).text().isEmpty()) {
                break;
            }
            text.append(next == index ? "" : "\n").append(this.lines.get(next).text());
        }
        return text.substring(0, Math.min(text.length(), CHARACTERS));
    }
}
