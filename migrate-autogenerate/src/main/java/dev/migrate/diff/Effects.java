package dev.migrate.diff;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The effects of an operation on the schema. What the inverse operation produces is what the operation destroys; what
 * the inverse requires is what the operation must find in place before it is destroyed.
 *
 * @param produces the resources that are complete only after the operation
 * @param requires the resources that must be complete before it
 * @param prefers the resources that the operation probably uses, such as names in the text of a routine
 */
record Effects(Set<Resource> produces, Set<Resource> requires, Set<Resource> prefers) {

    static final Effects NONE = new Effects(Set.of(), Set.of(), Set.of());

    Effects {
        produces = Set.copyOf(produces);
        requires = Set.copyOf(requires);
        prefers = Set.copyOf(prefers);
    }

    static Effects producing(Set<Resource> produces) {
        return new Effects(produces, Set.of(), Set.of());
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

    Effects preferring(Set<Resource> others) {
        Set<Resource> all = new HashSet<>(this.prefers);
        all.addAll(others);
        return new Effects(this.produces, this.requires, all);
    }

    /** Returns the names by which texts mention the produced objects. */
    Set<Resource> mentions() {
        return this.produces.stream()
                .filter((resource) -> resource.kind() == Resource.Kind.OBJECT)
                .map((resource) -> Resource.mention(resource.owner().name()))
                .collect(Collectors.toSet());
    }
}
