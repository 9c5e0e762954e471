package dev.migrate.diff;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The effects of an operation on the schema. What the inverse operation produces is what the operation destroys; what
 * the inverse requires is what the operation must find in place before it is destroyed.
 *
 * @param produces the resources that are complete only after the operation
 * @param requires the resources that must be complete before it
 * @param prefers the resources that the operation probably uses, such as names in the text of a routine; null
 *     for none
 */
record Effects(
        Set<Resource> produces,
        Set<Resource> requires,
        @Nullable Predicate<Resource> prefers) {

    static final Effects NONE = new Effects(Set.of(), Set.of(), null);

    Effects {
        produces = Set.copyOf(produces);
        requires = Set.copyOf(requires);
    }

    static Effects producing(Set<Resource> produces) {
        return new Effects(produces, Set.of(), null);
    }

    static Effects producing(Resource... produces) {
        return producing(Set.of(produces));
    }

    Effects requiring(Set<Resource> others) {
        Set<Resource> all = new HashSet<>(this.requires);
        all.addAll(others);
        all.removeAll(this.produces);
        return new Effects(this.produces, all, this.prefers);
    }

    Effects requiring(Resource... others) {
        return requiring(Set.of(others));
    }

    Effects preferring(Predicate<Resource> others) {
        return new Effects(this.produces, this.requires, others);
    }

    /** Whether the operation probably uses what an operation with the other effects produces. */
    boolean mightUse(Effects other) {
        return this.prefers != null && other.produces.stream().anyMatch(this.prefers);
    }
}
