package dev.migrate.risk;

import dev.migrate.sql.DdlTokens;
import java.util.Set;

/** Finds the functions that a statement calls and that are not known to be free of side effects. */
final class FunctionCalls {

    /** Built-in functions that change no rows. */
    private static final Set<String> HARMLESS = StatementKeywords.of("""
            abs acos acosh addtime aes_decrypt aes_encrypt age any_value array_agg array_append array_cat
            array_contains array_dims array_fill array_length array_lower array_ndims array_position array_positions
            array_prepend array_remove array_replace array_slice array_to_json array_to_string array_upper ascii asin
            asinh atan atan2 atanh avg bin bin_to_uuid bit_and bit_count bit_get bit_length bit_or bit_xor bool_and
            bool_or btrim cardinality cast cbrt ceil ceiling changes char char_length character_length charindex chr
            clock_timestamp coalesce collation compress concat concat_ws conv convert convert_from convert_to
            convert_tz cos cosh cot count covar_pop covar_samp crc32 crypt csvread cume_dist curdate current_catalog
            current_database current_date current_role current_schema current_schemas current_setting current_time
            current_timestamp current_user currval curtime database date date_add date_bin date_format date_part
            date_sub date_trunc dateadd datediff datetime day day_name dayname dayofmonth dayofweek dayofyear decode
            degrees dense_rank difference div elt encode every exp export_set extract extractvalue factorial field
            find_in_set first_value floor format format_type formatdatetime found_rows from_base64 from_days
            from_unixtime gcd gen_random_bytes gen_random_uuid gen_salt generate_series generate_subscripts get_bit
            get_byte get_format get_lock getdate glob greatest group_concat grouping hash hex hextoraw hmac hour
            hstore hstore_to_json if ifnull iif inet6_aton inet6_ntoa inet_aton inet_ntoa initcap insert instr
            interval is_ipv4 is_ipv6 is_uuid isempty isfinite isjson isnull iso_week iso_year json json_agg json_array
            json_array_append json_array_elements json_array_elements_text json_array_insert json_array_length
            json_arrayagg json_build_array json_build_object json_compact json_contains json_contains_path json_depth
            json_detailed json_each json_each_text json_exists json_extract json_extract_path json_extract_path_text
            json_group_array json_group_object json_insert json_keys json_length json_merge json_merge_patch
            json_merge_preserve json_object json_object_agg json_object_keys json_objectagg json_overlaps json_patch
            json_populate_record json_populate_recordset json_pretty json_query json_quote json_remove json_replace
            json_scalar json_search json_set json_strip_nulls json_table json_to_record json_to_recordset json_tree
            json_type json_typeof json_unquote json_valid json_value jsonb jsonb_agg jsonb_array_elements
            jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each
            jsonb_each_text jsonb_exists jsonb_extract_path jsonb_extract_path_text jsonb_insert jsonb_object
            jsonb_object_agg jsonb_object_keys jsonb_path_exists jsonb_path_query jsonb_path_query_array
            jsonb_path_query_first jsonb_populate_record jsonb_populate_recordset jsonb_pretty jsonb_set jsonb_set_lax
            jsonb_strip_nulls jsonb_to_record jsonb_to_recordset jsonb_typeof julianday justify_days justify_hours
            justify_interval lag last_day last_insert_id last_insert_rowid last_value lastval lcase lcm lead least
            left length likelihood likely listagg ln localtime localtimestamp locate log log10 log2 lower lpad ltrim
            make_date make_interval make_set make_time make_timestamp make_timestamptz makedate maketime max md5
            median microsecond mid min minute mod mode month month_name monthname name_const newid nextval now
            nth_value ntile nullif num_nonnulls num_nulls numrange nvl nvl2 oct octet_length ord overlay parse_ident
            parsedatetime password percent_rank percentile_cont percentile_disc period_add period_diff
            pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock pg_get_constraintdef pg_get_indexdef
            pg_get_serial_sequence pg_sleep pg_table_is_visible pg_typeof pi point position pow power printf quarter
            quote quote_ident quote_literal quote_nullable radians rand random random_bytes random_uuid rank rawtohex
            regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array
            regexp_split_to_table regexp_substr release_lock repeat replace reverse right round row_count row_number
            row_to_json rowid rpad rtrim schema scope_identity sec_to_time second secure_rand session_user set_config
            setval sha sha1 sha2 sha224 sha256 sha384 sha512 sign sin sinh sleep soundex space split_part
            sqlite_version sqrt st_area st_asgeojson st_astext st_contains st_distance st_geographyfromtext
            st_geomfromgeojson st_geomfromtext st_geometryfromtext st_intersects st_latitude st_longitude st_makepoint
            st_point st_pointfromtext st_setsrid st_srid st_transform st_within st_x st_y starts_with
            statement_timestamp std stddev stddev_pop stddev_samp str_to_date strcmp strftime string_agg
            string_to_array string_to_table stringdecode stringencode strpos subdate substr substring substring_index
            subtime sum sys_guid sysdate system_user tan tanh tablerow time time_format time_to_sec timediff timeofday
            timestamp timestampadd timestampdiff timezone to_base64 to_char to_date to_days to_hex to_json to_jsonb
            to_number to_regclass to_seconds to_timestamp to_tsquery to_tsvector total transaction_timestamp translate
            trim trim_array trim_scale trunc truncate ts_rank txid_current typeof ucase unaccent uncompress unhex
            unicode unixepoch unix_timestamp unlikely unnest updatexml upper user utc_date utc_time utc_timestamp uuid
            uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_short
            uuid_to_bin uuid_v4 uuid_v7 uuidv4 uuidv7 values var_pop var_samp variance version websearch_to_tsquery
            week weekday weekofyear weight_string width_bucket xmlelement xmlforest xpath year yearweek zeroblob
            """);

    /** Words before a parenthesis that is not a call: keywords, and types with a size. */
    private static final Set<String> NO_CALL = StatementKeywords.of("""
            against all always and any array as asc between between binary by case check collate column columns
            conflict constraint cross cube default desc distinct div else escape except exclude exists fields filter
            force_not_null force_null force_quote foreign from full fulltext group having identity ignore ilike in
            include index inherits inner insert intersect into is join key lateral left like limit lines list match
            materialized minus natural not null of offset on only or order outer over overlaps partition primary range
            recursive references regexp returning right rlike rollup row rows select set sets similar some spatial
            subpartition symmetric table than then to union unique using values when where window with within without
            xor

            bigint bit blob bool boolean bpchar bytea character clob date datetime datetime2 dec decfloat decimal
            double enum fixed float float4 float8 binary btree gist spgist int int2 int4 int8 integer interval
            longtext mediumblob mediumint mediumtext national nchar nclob number numeric nvarchar nvarchar2 real
            signed smallint text time timestamp timestamptz timetz tinyblob tinyint tinytext unsigned uuid varbinary
            varbit varchar varchar2 varying year
            """);

    /** Words before a name that is not a function; the parentheses after it hold columns. */
    private static final Set<String> NAMING = StatementKeywords.of("""
            as constraint copy delayed exists fulltext high_priority ignore index insert into key low_priority
            references spatial table unique view ) ::
            """);

    /** The same words in an index definition. */
    private static final Set<String> NAMING_IN_INDEX = StatementKeywords.of("as exists index into on only using ) ::");

    private FunctionCalls() {}

    /** Returns the unknown functions in a statement on rows. */
    static Set<String> inRows(DdlTokens tokens) {
        return unknown(tokens, NAMING, false);
    }

    /**
     * Returns the unknown functions in a statement that might define columns: a name before a call is that of a column.
     */
    static Set<String> inColumns(DdlTokens tokens) {
        return unknown(tokens, NAMING, true);
    }

    /** Returns the unknown functions that are called for each row when an index is created. */
    static Set<String> inIndex(DdlTokens tokens) {
        return unknown(tokens, NAMING_IN_INDEX, false);
    }

    /**
     * Whether a name before a parenthesis might be that of an unknown function.
     *
     * @param before the token before the name
     * @param name a word in lower case, or a quoted name
     */
    static boolean mayBeUnknown(String before, String name, boolean qualified) {
        boolean isName = !name.isEmpty() && (Character.isLetter(name.charAt(0)) || "_`\"".indexOf(name.charAt(0)) >= 0);
        boolean known = !qualified && (NO_CALL.contains(name) || HARMLESS.contains(name));
        return isName && !known && !NAMING.contains(before);
    }

    private static Set<String> unknown(DdlTokens tokens, Set<String> naming, boolean columns) {
        Set<String> calls = tokens.functionCalls(NO_CALL, naming, columns);
        calls.removeAll(HARMLESS);
        return calls;
    }
}
