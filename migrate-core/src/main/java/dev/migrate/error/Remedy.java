package dev.migrate.error;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to resolve a failure, in sentences. A remedy can name settings and commands, which an application with properties
 * and a command line knows by other names than a program that calls the Java API: see {@link #in(Wording)}.
 */
public final class Remedy implements Term {

    private static final Pattern PLACE = Pattern.compile("%(?:(\\d)\\$)?s");

    private final List<Term> parts;

    private Remedy(List<Term> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Returns a remedy that names no setting and no command. */
    public static Remedy of(String text) {
        return new Remedy(List.of(new Text(text)));
    }

    /**
     * Returns a remedy with values in the places of {@code %s} or {@code %1$s}.
     *
     * @param values the values; a {@link Term}, such as a setting or a command, is worded by the front end
     */
    public static Remedy of(String format, Object... values) {
        List<Term> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(format);
        int end = 0;
        for (int next = 0; place.find(); end = place.end()) {
            parts.add(new Text(format.substring(end, place.start())));
            int index = place.group(1) == null ? next++ : Integer.parseInt(place.group(1)) - 1;
            parts.add(values[index] instanceof Term term ? term : new Text(String.valueOf(values[index])));
        }
        parts.add(new Text(format.substring(end)));
        return new Remedy(parts);
    }

    /** Returns a remedy of several sentences, without those that are empty. */
    public static Remedy sentences(Remedy... sentences) {
        List<Term> parts = new ArrayList<>();
        Stream.of(sentences).filter((sentence) -> !sentence.isEmpty()).forEach((sentence) -> {
            if (!parts.isEmpty()) {
                parts.add(new Text(" "));
            }
            parts.addAll(sentence.parts);
        });
        return new Remedy(parts);
    }

    /** Returns this remedy with another sentence after it. */
    public Remedy then(String sentence) {
        return sentences(this, of(sentence));
    }

    /** Returns whether there is nothing to do. */
    public boolean isEmpty() {
        return toString().isEmpty();
    }

    /** Returns the sentences with the names of a front end, without credentials and control characters. */
    @Override
    public String in(Wording wording) {
        return MigrateException.safe(
                this.parts.stream().map((part) -> part.in(wording)).collect(Collectors.joining()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Remedy remedy && toString().equals(remedy.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Returns the sentences with the names of the Java API. */
    @Override
    public String toString() {
        return in(Wording.api());
    }

    private record Text(String text) implements Term {

        @Override
        public String in(Wording wording) {
            return this.text;
        }
    }
}
