package dev.migrate.importer.flyway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The checksum that Flyway records: over the lines of a text, without their ends, as UTF-8. */
final class FlywayChecksum {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private FlywayChecksum() {}

    static int of(String text) {
        CRC32 checksum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new StringReader(withoutByteOrderMark(text)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                checksum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return (int) checksum.getValue();
    }

    static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
