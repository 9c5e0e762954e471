package dev.migrate.importer.flyway;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version as Flyway orders it: {@code 1}, {@code 1.0}, and {@code 01} are equal.
 *
 * @param text the version with dots, as Flyway records it
 * @param parts the numbers, without zeros at the end
 */
record FlywayVersion(String text, List<BigInteger> parts) implements Comparable<FlywayVersion> {

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

    /** Returns the version in the name of a file; empty if it is none. */
    static Optional<FlywayVersion> parse(String text) {
        String dotted = text.replace('_', '.');
        if (!VERSION.matcher(dotted).matches()) {
            return Optional.empty();
        }
        List<BigInteger> parts = new ArrayList<>();
        for (String part : dotted.split("\\.", -1)) {
            parts.add(new BigInteger(part));
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
            parts.remove(parts.size() - 1);
        }
        return Optional.of(new FlywayVersion(dotted, List.copyOf(parts)));
    }

    @Override
    public int compareTo(FlywayVersion other) {
        for (int i = 0; i < Math.max(this.parts.size(), other.parts.size()); i++) {
            int compared = part(i).compareTo(other.part(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private BigInteger part(int index) {
        return index < this.parts.size() ? this.parts.get(index) : BigInteger.ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlywayVersion version && this.parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return this.parts.hashCode();
    }

    @Override
    public String toString() {
        return this.text;
    }
}
