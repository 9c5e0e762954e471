package dev.migrate.testsupport;

/** Receives each call that might change a database, immediately before and after it. */
public interface CallWatcher {

    /**
     * Called before a call.
     *
     * @param number counted from one
     * @param call {@code connect}, {@code commit}, {@code rollback}, {@code auto-commit on}, {@code auto-commit off},
     *     {@code close}, or a statement with its parameters behind it
     */
    void before(int number, String call);

    /** Called after a call has returned or failed. */
    void after(int number, String call);
}
