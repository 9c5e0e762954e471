package dev.migrate.testsupport;

import java.util.concurrent.locks.LockSupport;

/**
 * The place where a process is to be killed: when it comes there it says {@link #HERE} and does not move any more, so
 * that whoever reads it can kill it.
 */
public final class KillPoint implements CallWatcher {

    /** What is said at the place. */
    public static final String HERE = "kill me here";

    private final int number;

    private final boolean after;

    /**
     * @param number which call, from one; none if that is zero
     * @param after whether the call is made before
     */
    public KillPoint(int number, boolean after) {
        this.number = number;
        this.after = after;
    }

    @Override
    public void before(int call, String what) {
        if (!this.after && call == this.number) {
            stay();
        }
    }

    @Override
    public void after(int call, String what) {
        if (this.after && call == this.number) {
            stay();
        }
    }

    private static void stay() {
        System.out.println(HERE);
        System.out.flush();
        while (true) {
            LockSupport.park();
        }
    }
}
