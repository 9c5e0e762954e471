package dev.migrate.risk;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The keywords by which {@link StatementRisk} classifies a statement. */
final class StatementKeywords {

    /** Verbs that run code of which only the name is visible. */
    static final Set<String> RUNNING = of("""
            call execute exec do perform runscript install import
            """);

    /** Verbs that keep all values. */
    static final Set<String> HARMLESS = of("""
            abort attach checkpoint checksum close cluster comment commit deallocate desc describe detach discard end
            fetch flush grant listen lock notify optimize prepare reassign refresh reindex release rename revoke
            rollback savepoint security start unlisten unlock use vacuum
            """);

    /** Objects that hold no rows: to drop or replace one loses no data, unless dependent objects are dropped too. */
    static final Set<String> WITHOUT_ROWS = of("""
            aggregate alias cast collation constant conversion domain event function group language operator package
            policy prepare procedure publication role routine rule statistics synonym text transform trigger type user
            """);

    /** Objects for which {@code ALTER} loses no values. */
    static final Set<String> ALTERED = of("""
            aggregate collation constraint database default domain function group index operator package policy
            procedure publication role routine rule schema sequence statistics text trigger user view
            """);

    /** Words between {@code CREATE} or {@code ALTER} and the kind of the object. */
    static final Set<String> BEFORE_KIND = of("""
            or replace unique fulltext spatial temporary temp global local unlogged cached memory materialized
            recursive foreign force noforce online offline ignore algorithm definer sql constraint
            """);

    private StatementKeywords() {}

    /** Returns the words of a text, which is easier to read than a list of literals. */
    static Set<String> of(String text) {
        return new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
    }
}
