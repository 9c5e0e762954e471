package dev.migrate.testsupport;

import java.util.concurrent.locks.LockSupport;

/**
 * The call at which to kill a process. There, the process prints {@link #HERE} and blocks, so that the reader of its output
 * can kill it.
 */
public final class KillPoint implements CallWatcher {

    /** The line that the process prints at the call. */
    public static final String HERE = "kill me here";

    private final int number;

    private final boolean after;

    /**
     * Creates a kill point.
     *
     * @param number the number of the call, counted from one; zero for none
     * @param after whether to block after the call instead of before it
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
