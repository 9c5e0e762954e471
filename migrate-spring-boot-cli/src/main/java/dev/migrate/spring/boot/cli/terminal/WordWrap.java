package dev.migrate.spring.boot.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Wraps text at word boundaries. */
final class WordWrap {

    private static final String BULLET = "- ";

    private WordWrap() {}

    /** Wraps a text at a number of columns; longer words are not broken. */
    static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach((line) -> wrap(line, columns, lines));
        return lines;
    }

    /** Wraps one line; continuation lines have its indentation. */
    private static void wrap(String line, int columns, List<String> lines) {
        String words = line.stripLeading();
        String indent = " ".repeat(line.length() - words.length() + (words.startsWith(BULLET) ? BULLET.length() : 0));
        StringBuilder current = new StringBuilder(line.substring(0, line.length() - words.length()));
        boolean empty = true;
        for (String word : words.split(" ", -1)) {
            if (!empty && DisplayWidth.of(current.toString()) + 1 + DisplayWidth.of(word) > columns) {
                lines.add(current.toString());
                current = new StringBuilder(indent);
                empty = true;
            }
            current.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(current.toString());
    }
}
