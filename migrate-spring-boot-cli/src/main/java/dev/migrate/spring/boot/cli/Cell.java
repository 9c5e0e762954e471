package dev.migrate.spring.boot.cli;

import dev.migrate.error.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a line, in pieces of different tones. Contains only text that is safe to print.
 *
 * @param pieces the pieces, from left to right
 */
record Cell(List<Piece> pieces) {

    private static final String CUT = "…";

    /** Text in one tone. */
    record Piece(String text, Tone tone) {

        Piece {
            text = Printable.line(text);
        }
    }

    Cell {
        pieces = List.copyOf(pieces);
    }

    Cell(String mark, String text, Tone tone) {
        this(List.of(new Piece(mark, Tone.MARK), new Piece(text, tone)));
    }

    Cell(String text, Tone tone) {
        this(List.of(new Piece(text, tone)));
    }

    static Cell of(String text) {
        return new Cell(text, Tone.PLAIN);
    }

    boolean isEmpty() {
        return this.pieces.stream().allMatch((piece) -> piece.text().isEmpty());
    }

    int width() {
        return this.pieces.stream().mapToInt((piece) -> Width.of(piece.text())).sum();
    }

    /** Returns this cell, truncated or padded to a number of columns. */
    Cell cut(int columns) {
        if (width() <= columns) {
            return this;
        }
        List<Piece> kept = new ArrayList<>();
        int left = Math.max(columns - 1, 0);
        for (Piece piece : this.pieces) {
            String beginning = Width.beginning(piece.text(), left);
            if (!beginning.equals(piece.text())) {
                kept.add(new Piece(beginning.stripTrailing() + CUT, piece.tone()));
                break;
            }
            left -= Width.of(beginning);
            kept.add(piece);
        }
        return new Cell(kept);
    }
}
