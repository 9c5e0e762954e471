package dev.migrate.request;

/**
 * A script whose text is complete, with its header.
 *
 * @param fileName the name of the file to create
 * @param text the text of the file
 */
public record FinishedScript(String fileName, String text) {}
