package dev.migrate.dialect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The encodings of PostgreSQL databases. */
final class PostgresEncoding {

    /** Encodings whose databases store the bytes of UTF-8 that the driver sends. */
    private static final Set<String> UNICODE = Set.of("UTF8", "SQL_ASCII");

    private static final Map<String, String> CHARSETS = Map.ofEntries(
            Map.entry("EUC_CN", "GB2312"),
            Map.entry("EUC_JP", "EUC-JP"),
            Map.entry("EUC_KR", "EUC-KR"),
            Map.entry("ISO_8859_5", "ISO-8859-5"),
            Map.entry("ISO_8859_6", "ISO-8859-6"),
            Map.entry("ISO_8859_7", "ISO-8859-7"),
            Map.entry("ISO_8859_8", "ISO-8859-8"),
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("LATIN1", "ISO-8859-1"),
            Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"),
            Map.entry("LATIN4", "ISO-8859-4"),
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("WIN866", "IBM866"),
            Map.entry("WIN874", "x-windows-874"),
            Map.entry("WIN1250", "windows-1250"),
            Map.entry("WIN1251", "windows-1251"),
            Map.entry("WIN1252", "windows-1252"),
            Map.entry("WIN1253", "windows-1253"),
            Map.entry("WIN1254", "windows-1254"),
            Map.entry("WIN1255", "windows-1255"),
            Map.entry("WIN1256", "windows-1256"),
            Map.entry("WIN1257", "windows-1257"),
            Map.entry("WIN1258", "windows-1258"));

    private PostgresEncoding() {}

    /** Returns the characters that a database can store; empty for all of Unicode. Of unknown encodings, only ASCII. */
    static Optional<Charset> charset(String encoding) {
        if (UNICODE.contains(encoding)) {
            return Optional.empty();
        }
        String name = CHARSETS.get(encoding);
        return Optional.of(
                name != null && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII);
    }
}
