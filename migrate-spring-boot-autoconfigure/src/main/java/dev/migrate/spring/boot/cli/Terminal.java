package dev.migrate.spring.boot.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Where a command writes: its answer to one stream, and what accompanies it to the other.
 *
 * @param in what a person types
 * @param out the answer
 * @param err progress, and what went wrong
 * @param interactive whether a person sits before it
 * @param colour whether it shows colours
 * @param width how many characters fit in a line, where that is limited
 * @param zone the time zone of the person who reads
 */
record Terminal(
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        boolean colour,
        @Nullable Integer width,
        ZoneId zone) {

    private static final int ORDINARY_WIDTH = 80;

    private static final int NARROWEST_HELP = 55;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final Pattern YES = Pattern.compile("\\s*y(es)?\\s*", Pattern.CASE_INSENSITIVE);

    private static final JsonWriter<Object> JSON = JsonWriter.standard();

    /** The terminal, or whatever else the streams of this process lead to. */
    @SuppressWarnings("SystemConsoleNull") // a console that is there is asked whether it is a terminal
    static Terminal ofThisProcess(PrintStream out, PrintStream err) {
        Console console = System.console();
        boolean interactive = console != null && isTerminal(console);
        Charset charset = console != null ? console.charset() : StandardCharsets.UTF_8;
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, charset)),
                new PrintWriter(out, false, charset),
                new PrintWriter(err, true, charset),
                interactive,
                Ansi.AUTO.enabled(),
                interactive ? widthOf(System.getenv("COLUMNS")) : null,
                ZoneId.systemDefault());
    }

    /** From Java 22 on there is a console even where there is no terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    private static int widthOf(@Nullable String columns) {
        if (columns != null && columns.matches("[1-9][0-9]{0,4}")) {
            return Integer.parseInt(columns);
        }
        return new UsageMessageSpec().autoWidth(true).width();
    }

    /** How wide help may be. */
    int helpWidth() {
        return this.width != null ? Math.max(this.width, NARROWEST_HELP) : ORDINARY_WIDTH;
    }

    /** Asks a person; whoever says nothing has said no. */
    boolean agrees(String question) {
        this.err.print(question + " [y/N] ");
        this.err.flush();
        try {
            String answer = this.in.readLine();
            return answer != null && YES.matcher(answer).matches();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void line(String text) {
        this.out.println(text);
    }

    /** Prints what accompanies an answer. */
    void aside(String text) {
        this.err.println(text);
    }

    void document(Map<String, Object> document) {
        this.out.println(json(document));
    }

    String json(Object value) {
        return JSON.writeToString(value);
    }

    /** Returns the same terminal with its answers written to another place. */
    Terminal writingTo(PrintWriter answers) {
        return new Terminal(this.in, answers, this.err, this.interactive, this.colour, this.width, this.zone);
    }

    String paint(Tone tone, String text) {
        return this.colour && tone != Tone.PLAIN && !text.isEmpty() ? tone.on() + text + Tone.OFF : text;
    }

    String time(Instant instant) {
        return TIME.format(instant.atZone(this.zone));
    }

    void flush() {
        this.out.flush();
        this.err.flush();
    }
}
