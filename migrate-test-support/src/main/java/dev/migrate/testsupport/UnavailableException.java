package dev.migrate.testsupport;

/** Thrown if a server is unavailable in one of the places. */
final class UnavailableException extends Exception {

    UnavailableException(String message) {
        super(message);
    }

    UnavailableException(String message, Throwable cause) {
        super(message + " (" + cause.getMessage() + ")", cause);
    }
}
