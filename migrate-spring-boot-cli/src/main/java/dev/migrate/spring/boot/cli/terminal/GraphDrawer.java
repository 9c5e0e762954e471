package dev.migrate.spring.boot.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Draws revisions one below the other, with lines from each to its parents. Each lane leads to one revision that is not
 * drawn yet. After a revision, its lane passes to its parents; lanes that lead to the same revision join.
 */
public final class GraphDrawer {

    private final List<String> lanes = new ArrayList<>();
    private final Map<String, Style> styles = new HashMap<>();
    private int colored;

    /**
     * The drawing of one revision.
     *
     * @param rows the row with the revision, and the rows that join or split lanes below it
     * @param after the lanes that continue below these rows
     */
    public record Drawing(List<StyledText> rows, StyledText after) {

        /** Returns the width in columns. */
        public int width() {
            return Math.max(this.rows.stream().mapToInt(StyledText::width).max().orElse(0), this.after.width());
        }
    }

    /** Draws the next revision; must be called before its parents are drawn. */
    public Drawing next(String id, List<String> parents) {
        int at = this.lanes.indexOf(id);
        if (at < 0) {
            at = this.lanes.size();
            this.lanes.add(id);
            style(id);
        }
        List<StyledText> rows = new ArrayList<>();
        rows.add(row(this.lanes, at));
        carryOver(id, parents);
        for (int part = 1; part < parents.size(); part++) {
            rows.add(parting(at, part, parents));
        }
        List<Track> tracks = tracks(at, parents);
        this.lanes.clear();
        tracks.forEach((track) -> this.lanes.add(track.lane()));
        List<String> distinct = List.copyOf(new LinkedHashSet<>(this.lanes));
        while (tracks.stream().anyMatch((track) -> track.column() != distinct.indexOf(track.lane()))) {
            rows.add(joining(tracks, distinct));
            tracks = tracks.stream()
                    .map((track) -> track.nearer(distinct.indexOf(track.lane())))
                    .distinct()
                    .toList();
        }
        this.lanes.clear();
        this.lanes.addAll(distinct);
        return new Drawing(rows, row(this.lanes, -1));
    }

    /** Assigns the color of the lane to the first parent and new colors to the others. */
    private void carryOver(String id, List<String> parents) {
        Style style = style(id);
        this.styles.remove(id);
        if (!parents.isEmpty()) {
            this.styles.putIfAbsent(parents.get(0), style);
        }
        parents.forEach(this::style);
    }

    private Style style(String lane) {
        return this.styles.computeIfAbsent(lane, (added) -> Style.ofLane(this.colored++));
    }

    private List<Track> tracks(int at, List<String> parents) {
        List<Track> tracks = new ArrayList<>();
        for (int lane = 0; lane < at; lane++) {
            tracks.add(new Track(lane, this.lanes.get(lane)));
        }
        for (int parent = 0; parent < parents.size(); parent++) {
            tracks.add(new Track(at + parent, parents.get(parent)));
        }
        int shift = Math.max(parents.size(), 1) - 1;
        for (int lane = at + 1; lane < this.lanes.size(); lane++) {
            tracks.add(new Track(lane + shift, this.lanes.get(lane)));
        }
        return tracks;
    }

    private StyledText row(List<String> lanes, int at) {
        Row row = new Row(lanes.size());
        for (int lane = 0; lane < lanes.size(); lane++) {
            row.put(2 * lane, lane == at ? '*' : '|', style(lanes.get(lane)));
        }
        return row.text();
    }

    /** Draws a lane that starts between two others; the lanes on its right shift. */
    private StyledText parting(int at, int part, List<String> parents) {
        int from = at + part;
        int lanes = this.lanes.size() + part - 1;
        Row row = new Row(lanes + 1);
        for (int lane = 0; lane <= lanes; lane++) {
            String leads = lane < at
                    ? this.lanes.get(lane)
                    : lane <= from ? parents.get(lane - at) : this.lanes.get(lane - part);
            row.put(lane < from ? 2 * lane : 2 * lane - 1, lane < from ? '|' : '\\', style(leads));
        }
        return row.text();
    }

    private StyledText joining(List<Track> tracks, List<String> lanes) {
        Row row = new Row(tracks.stream().mapToInt(Track::column).max().orElse(0) + 1);
        for (Track track : tracks) {
            boolean there = track.column() == lanes.indexOf(track.lane());
            row.put(there ? 2 * track.column() : 2 * track.column() - 1, there ? '|' : '/', style(track.lane()));
        }
        return row.text();
    }

    /** Characters by position, each in the style of its lane. */
    private static final class Row {

        private final char[] characters;
        private final Style[] styles;

        Row(int columns) {
            this.characters = new char[2 * columns];
            this.styles = new Style[2 * columns];
            Arrays.fill(this.characters, ' ');
            Arrays.fill(this.styles, Style.PLAIN);
        }

        void put(int column, char character, Style style) {
            this.characters[column] = character;
            this.styles[column] = style;
        }

        StyledText text() {
            List<StyledText.Span> spans = new ArrayList<>();
            int end = new String(this.characters).stripTrailing().length();
            for (int column = 0; column < end; column++) {
                spans.add(new StyledText.Span(String.valueOf(this.characters[column]), this.styles[column]));
            }
            return new StyledText(spans);
        }
    }

    private record Track(int column, String lane) {

        Track nearer(int target) {
            return this.column == target ? this : new Track(this.column - 1, this.lane);
        }
    }
}
