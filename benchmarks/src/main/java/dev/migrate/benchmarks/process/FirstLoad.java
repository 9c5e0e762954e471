package dev.migrate.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import dev.migrate.dialect.Dialects;
import dev.migrate.script.Script;
import dev.migrate.script.ScriptLoader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Loads the scripts on the class path once and says what that has cost in this JVM, in microseconds. */
public final class FirstLoad {

    private FirstLoad() {}

    /** Loads the scripts. */
    public static void main(String... arguments) {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        long processBegun = process.getProcessCpuTime();
        long threadBegun = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        List<Script> scripts = new ScriptLoader(
                        FirstLoad.class.getClassLoader(), Dialects.named("postgresql"), List.of())
                .load(List.of("classpath:db/migrate"));
        System.out.printf(
                "ready elapsed=%d thread=%d process=%d classes=%d scripts=%d%n",
                (System.nanoTime() - start) / 1000,
                (threads.getCurrentThreadCpuTime() - threadBegun) / 1000,
                (process.getProcessCpuTime() - processBegun) / 1000,
                ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - classes,
                scripts.size());
    }
}
