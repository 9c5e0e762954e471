package dev.migrate.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The catalog's description, at one moment, of the objects that a statement names. Two snapshots show whether the
 * statement took effect between them.
 *
 * @param objects the description of each object, a word or a digest, by its kind and name, such as
 *     {@code table shop.account}
 */
public record CatalogSnapshot(SortedMap<String, String> objects) {

    /** The kind of the entries that map an unqualified name to its schema. */
    static final String DEFAULT_SCHEMA = "home";

    /** Separates the table from the partition in the name of an attached partition. */
    static final String PARTITION = " detach partition ";

    private static final String DEFINITION = "\t";
    private static final Pattern LITERAL_OR_NOT = Pattern.compile("'[^']*'?|[^']+");
    private static final Pattern UNREADABLE = Pattern.compile("[\\t\\r\\n]");
    private static final int READABLE = 64;
    private static final int DIGITS = 32;

    public CatalogSnapshot {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** Returns the snapshot that {@link #text()} has written. */
    public static CatalogSnapshot parse(String text) {
        TreeMap<String, String> objects = new TreeMap<>();
        text.lines().forEach((line) -> {
            int tab = line.indexOf('\t');
            objects.put(line.substring(0, Math.max(tab, 0)), line.substring(tab + 1));
        });
        return new CatalogSnapshot(objects);
    }

    /** Returns all objects as text, one line for each. */
    public String text() {
        return this.objects.entrySet().stream()
                .map((object) -> object.getKey() + '\t' + object.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Returns the names of the objects of a kind. */
    public List<String> names(String kind) {
        return this.objects.keySet().stream()
                .filter((key) -> key.startsWith(kind + " "))
                .map((key) -> key.substring(kind.length() + 1))
                .toList();
    }

    /** Returns the schema in which the snapshot's session resolved an unqualified name. */
    String defaultSchema(String name) {
        return this.objects.getOrDefault(
                DEFAULT_SCHEMA + ' ' + name, this.objects.getOrDefault(DEFAULT_SCHEMA + ' ', ""));
    }

    /** Returns the description of an object without its definition, which might change when the columns are renamed. */
    static String appearance(String shown) {
        int end = shown.indexOf(DEFINITION);
        return end < 0 ? shown : shown.substring(0, end);
    }

    /** Whether the description of a key has this definition, as a statement writes it. */
    static boolean isDefinedAs(String shown, String definition) {
        String said = normalized(definition);
        return shown.endsWith(DEFINITION + readable(said))
                || shown.endsWith(DEFINITION + readable(said.replaceFirst("(?s)^check\\((.*)\\)$", "check(($1))")));
    }

    /** Returns a definition without its variable parts: quotes, white space, and case outside literals. */
    private static String normalized(String definition) {
        return LITERAL_OR_NOT
                .matcher(definition)
                .replaceAll((part) -> Matcher.quoteReplacement(
                        part.group().startsWith("'")
                                ? part.group()
                                : part.group()
                                        .replaceAll("[`\"]", "")
                                        .replaceAll("\\s+", " ")
                                        .replaceAll(" ?([^\\w ]) ?", "$1")
                                        .toLowerCase(Locale.ROOT)))
                .strip();
    }

    private static String readable(String text) {
        return text.length() <= READABLE && !UNREADABLE.matcher(text).find() ? text : digest(text);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Collects the descriptions of objects in any order. */
    static final class Builder {

        private final Map<String, List<String>> parts = new TreeMap<>();
        private final Map<String, String> definitions = new TreeMap<>();

        void add(String kind, String name, String part) {
            this.parts
                    .computeIfAbsent(key(kind, name), (absent) -> new ArrayList<>())
                    .add(part);
        }

        /** Adds the definition by which a statement that does not name a key describes it. */
        void define(String kind, String name, String definition) {
            this.definitions.put(key(kind, name), definition);
        }

        private static String key(String kind, String name) {
            return (kind + ' ' + name).replaceAll("[\\t\\r\\n]", " ");
        }

        CatalogSnapshot build() {
            TreeMap<String, String> objects = new TreeMap<>();
            this.parts.forEach((key, all) -> {
                String whole = all.stream().sorted().collect(Collectors.joining("\n"));
                String definition = this.definitions.get(key);
                objects.put(
                        key,
                        readable(whole) + (definition == null ? "" : DEFINITION + readable(normalized(definition))));
            });
            return new CatalogSnapshot(objects);
        }
    }
}
