package dev.migrate.contact;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tables that well-known tools and libraries create next to those of an application, as patterns. An asterisk in a
 * pattern matches any text; case is ignored. This is the only such list.
 */
public enum KnownTables {

    /** History tables of other migration tools. */
    HISTORIES("flyway_schema_history", "schema_version", "databasechangelog*"),

    /** Tables of libraries that create them at any time, independent of the other contents of the database. */
    LIBRARIES(
            "spring_session*",
            "batch_job_*",
            "batch_step_execution*",
            "qrtz_*",
            "event_publication*",
            "int_lock",
            "int_message*",
            "int_group_to_message",
            "int_channel_message",
            "int_metadata_store",
            "shedlock",
            "scheduled_tasks"),

    /** Catalog tables of PostGIS, SpatiaLite, H2GIS, and GeoPackage. */
    GIS(
            "spatial_ref_sys",
            "spatial_ref_sys_aux",
            "geometry_columns*",
            "geography_columns",
            "raster_columns",
            "raster_overviews",
            "views_geometry_columns*",
            "virts_geometry_columns*",
            "spatialite_history",
            "spatialindex",
            "elementarygeometries",
            "knn",
            "knn2",
            "sql_statements_log",
            "data_licenses",
            "gpkg_*"),

    /** Tables in which Hibernate collects the ids of bulk statements. */
    TEMPORARY("ht_*", "hte_*");

    @SuppressWarnings("ImmutableEnumChecker") // immutable copy
    private final List<String> patterns;

    KnownTables(String... patterns) {
        this.patterns = List.of(patterns);
    }

    /**
     * Returns whether a table belongs to this group.
     *
     * @param name the name of the table, with or without a schema
     */
    public boolean contains(String name) {
        return this.patterns.stream().anyMatch((pattern) -> matches(pattern, name));
    }

    /** Returns whether a name matches a pattern. A pattern without a dot matches names in any schema. */
    public static boolean matches(String pattern, String name) {
        String text = pattern.contains(".") ? name : name.substring(name.lastIndexOf('.') + 1);
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .matches();
    }
}
