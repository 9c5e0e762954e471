package dev.migrate.report;

import java.util.List;

/**
 * One revision that was applied or undone, or would be.
 *
 * @param revision its id
 * @param message what it is for
 * @param statements how many statements ran, or would run
 * @param durationMs how long they took, in milliseconds; zero if nothing ran
 * @param heads the current revisions after it
 */
public record StepReport(String revision, String message, long statements, long durationMs, List<String> heads) {}
