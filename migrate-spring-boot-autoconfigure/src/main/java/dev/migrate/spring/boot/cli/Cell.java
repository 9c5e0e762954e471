package dev.migrate.spring.boot.cli;

/**
 * A piece of a line.
 *
 * @param mark what stands before the text, in a tone of its own
 * @param text what is there
 * @param tone how the text is shown
 */
record Cell(String mark, String text, Tone tone) {

    Cell(String text, Tone tone) {
        this("", text, tone);
    }

    static Cell of(String text) {
        return new Cell("", text, Tone.PLAIN);
    }

    boolean isEmpty() {
        return this.mark.isEmpty() && this.text.isEmpty();
    }

    int width() {
        return length(this.mark) + length(this.text);
    }

    /** The same in so many characters; the mark is never cut. */
    Cell cut(int characters) {
        if (width() <= characters) {
            return this;
        }
        int kept = Math.max(characters - length(this.mark) - 1, 0);
        int end = this.text.offsetByCodePoints(0, Math.min(kept, length(this.text)));
        return new Cell(this.mark, this.text.substring(0, end) + "…", this.tone);
    }

    String painted(Terminal terminal) {
        return terminal.paint(Tone.MARK, this.mark) + terminal.paint(this.tone, this.text);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
