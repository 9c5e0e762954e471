package dev.migrate.spring.boot.cli.terminal;

import dev.migrate.error.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a line, as spans of different styles. Contains only text that is safe to print.
 *
 * @param spans the spans, from left to right
 */
public record StyledText(List<Span> spans) {

    private static final String ELLIPSIS = "…";

    /** Text in one style. */
    public record Span(String text, Style style) {

        public Span {
            text = Printable.line(text);
        }
    }

    public StyledText {
        spans = List.copyOf(spans);
    }

    /** Creates a text after a mark. */
    public StyledText(String mark, String text, Style style) {
        this(List.of(new Span(mark, Style.MARK), new Span(text, style)));
    }

    /** Creates a text in one style. */
    public StyledText(String text, Style style) {
        this(List.of(new Span(text, style)));
    }

    /** Returns a text without style. */
    public static StyledText of(String text) {
        return new StyledText(text, Style.PLAIN);
    }

    boolean isEmpty() {
        return this.spans.stream().allMatch((span) -> span.text().isEmpty());
    }

    int width() {
        return this.spans.stream()
                .mapToInt((span) -> DisplayWidth.of(span.text()))
                .sum();
    }

    /** Returns this text, truncated to a number of columns. */
    StyledText truncate(int columns) {
        if (width() <= columns) {
            return this;
        }
        List<Span> kept = new ArrayList<>();
        int left = Math.max(columns - 1, 0);
        for (Span span : this.spans) {
            String beginning = DisplayWidth.prefix(span.text(), left);
            if (!beginning.equals(span.text())) {
                kept.add(new Span(beginning.stripTrailing() + ELLIPSIS, span.style()));
                break;
            }
            left -= DisplayWidth.of(beginning);
            kept.add(span);
        }
        return new StyledText(kept);
    }
}
