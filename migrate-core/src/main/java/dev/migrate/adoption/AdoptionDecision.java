package dev.migrate.adoption;

/** Decides whether the history of another tool can be adopted. */
public sealed interface AdoptionDecision permits Adoption, AdoptionRefusal {}
