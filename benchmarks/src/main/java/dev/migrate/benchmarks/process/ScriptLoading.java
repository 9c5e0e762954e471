package dev.migrate.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures what it costs a fresh JVM to find, read, and check the scripts of an application.
 *
 * <p>Arguments: the number of rounds (11), and of scripts (1000).
 */
public final class ScriptLoading {

    private ScriptLoading() {}

    /** Measures, and prints a line. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
        int scripts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Path jar = Files.createTempFile("migrate-scripts", ".jar");
        try {
            ScriptJar.write(jar, Peer.MIGRATE, scripts);
            List<Path> classPath = new ArrayList<>(List.of(jar));
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(Path::of)
                    .forEach(classPath::add);
            Samples<Peer> samples = new Samples<>();
            for (int round = 0; round < rounds; round++) {
                samples.add(Peer.MIGRATE, JavaProcess.run(classPath, FirstLoad.class.getName(), List.of()));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s%n%d scripts in a jar, %d rounds, medians: elapsed %.0f ms, CPU of the loading thread %.0f ms,"
                            + " of the process %.0f ms (least %.0f ms), %d classes%n",
                    Machine.describe(),
                    scripts,
                    rounds,
                    samples.median(Peer.MIGRATE, "elapsed") / 1e3,
                    samples.median(Peer.MIGRATE, "thread") / 1e3,
                    samples.median(Peer.MIGRATE, "process") / 1e3,
                    samples.least(Peer.MIGRATE, "process") / 1e3,
                    samples.median(Peer.MIGRATE, "classes"));
        } finally {
            Files.delete(jar);
        }
    }
}
