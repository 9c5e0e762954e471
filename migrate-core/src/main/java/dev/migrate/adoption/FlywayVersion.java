package dev.migrate.adoption;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A version of Flyway, compared by its numbers: {@code 1.0} equals {@code 1}, and {@code 1.10} follows {@code 1.9}.
 *
 * @param parts the numbers, without zeros at the end
 */
record FlywayVersion(List<BigInteger> parts) implements Comparable<FlywayVersion> {

    private static final Pattern SEPARATOR = Pattern.compile("[._]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern ZEROS = Pattern.compile("(\\.0)+$");

    /** Returns a version; a part that is no number counts as zero. */
    static FlywayVersion of(String text) {
        String numbers = Arrays.stream(SEPARATOR.split(text.strip()))
                .map((part) -> NUMBER.matcher(part).matches() ? new BigInteger(part) : BigInteger.ZERO)
                .map(BigInteger::toString)
                .collect(Collectors.joining("."));
        return new FlywayVersion(
                Stream.of(SEPARATOR.split(ZEROS.matcher(numbers).replaceFirst("")))
                        .map(BigInteger::new)
                        .toList());
    }

    @Override
    public int compareTo(FlywayVersion other) {
        int length = Math.max(this.parts.size(), other.parts.size());
        for (int at = 0; at < length; at++) {
            int order = part(at).compareTo(other.part(at));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private BigInteger part(int at) {
        return at < this.parts.size() ? this.parts.get(at) : BigInteger.ZERO;
    }

    @Override
    public String toString() {
        return this.parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }
}
