package dev.migrate.testsupport;

/** Thrown if a server is unavailable at one of the sources. */
final class UnavailableException extends Exception {

    UnavailableException(String message) {
        super(message);
    }

    UnavailableException(String message, Throwable cause) {
        super(message + " (" + cause.getMessage() + ")", cause);
    }
}
