package dev.migrate.testsupport;

/** A server is not to be had in one of the ways to look for it. */
final class UnavailableException extends Exception {

    UnavailableException(String message) {
        super(message);
    }

    UnavailableException(String message, Throwable cause) {
        super(message + " (" + cause.getMessage() + ")", cause);
    }
}
