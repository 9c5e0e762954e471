package dev.migrate.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.migrate.benchmarks.tool.Tool;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Applies the scripts of a folder with a tool, and prints the cost: milliseconds, and bytes allocated by the thread. */
public final class AppliedScripts {

    private AppliedScripts() {}

    /** Applies the scripts. Arguments: the tool, the URL, the user, the password, and the folder. */
    public static void main(String... arguments) throws Exception {
        long start = System.nanoTime();
        Tool.valueOf(arguments[0])
                .upgrade(new DriverManagerDataSource(arguments[1], arguments[2], arguments[3]), Path.of(arguments[4]));
        long elapsed = System.nanoTime() - start;
        System.out.printf(
                "ready elapsed=%d cpu=%d bytes=%d%n",
                elapsed / 1_000_000,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000_000,
                ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
                        .getThreadAllocatedBytes(Thread.currentThread().getId()));
    }
}
