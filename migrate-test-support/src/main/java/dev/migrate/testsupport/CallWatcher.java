package dev.migrate.testsupport;

/** Is told of each call that may change something in a database, right before and right after it. */
public interface CallWatcher {

    /**
     * A call is about to be made.
     *
     * @param number counted from one
     * @param call {@code connect}, {@code commit}, {@code rollback}, {@code auto-commit on}, {@code auto-commit off},
     *     {@code close}, or a statement with its parameters behind it
     */
    void before(int number, String call);

    /** The call has come back, or has failed. */
    void after(int number, String call);
}
