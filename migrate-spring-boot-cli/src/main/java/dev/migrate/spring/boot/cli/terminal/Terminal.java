package dev.migrate.spring.boot.cli.terminal;

import dev.migrate.error.Printable;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Writes the result of a command to standard output, and progress and errors to standard error. Escapes control
 * characters in untrusted text before adding colors; only SQL that is written to a file is unchanged.
 */
public final class Terminal {

    private static final int DEFAULT_WIDTH = 80;

    private static final int MINIMUM_HELP_WIDTH = 55;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final Pattern YES = Pattern.compile("\\s*y(es)?\\s*", Pattern.CASE_INSENSITIVE);

    private static final JsonWriter<Object> JSON = JsonWriter.standard();

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final BufferedReader in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean interactive;
    private final boolean colored;
    private final @Nullable Integer width;
    private final ZoneId zone;
    private boolean progressing;

    /**
     * Creates a terminal.
     *
     * @param in the input of the user
     * @param out the stream for results
     * @param err the stream for progress and errors
     * @param interactive whether the user can answer questions
     * @param colored whether to print colors
     * @param width the line width in columns, or null if unlimited
     * @param zone the time zone of the user
     */
    public Terminal(
            BufferedReader in,
            PrintWriter out,
            PrintWriter err,
            boolean interactive,
            boolean colored,
            @Nullable Integer width,
            ZoneId zone) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.colored = colored;
        this.width = width;
        this.zone = zone;
    }

    /** Returns a terminal for the streams of this process, which might be redirected. */
    @SuppressWarnings("SystemConsoleNull") // a console might not be a terminal
    public static Terminal ofThisProcess(PrintStream out, PrintStream err) {
        Console console = System.console();
        boolean interactive = console != null && isTerminal(console);
        Charset charset = charset();
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, charset)),
                new PrintWriter(out, false, charset),
                new PrintWriter(err, true, charset),
                interactive,
                Ansi.AUTO.enabled(),
                interactive ? widthOf(System.getenv("COLUMNS")) : null,
                ZoneId.systemDefault());
    }

    @SuppressWarnings("SystemConsoleNull") // a console that is not a terminal has a character set, too
    private static Charset charset() {
        Console console = System.console();
        return console != null ? console.charset() : StandardCharsets.UTF_8;
    }

    /** Returns whether a console is a terminal. Since Java 22, a console exists even without a terminal. */
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

    /** Returns the width of help texts in columns. */
    public int helpWidth() {
        return this.width != null ? Math.max(this.width, MINIMUM_HELP_WIDTH) : DEFAULT_WIDTH;
    }

    /** Asks the user a yes/no question. The default is no. */
    public boolean confirm(String question) {
        endProgress();
        this.err.print(Printable.line(question) + " [y/N] ");
        this.err.flush();
        try {
            String answer = this.in.readLine();
            return answer != null && YES.matcher(answer).matches();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns whether the user can answer questions. */
    public boolean interactive() {
        return this.interactive;
    }

    /** Returns whether to print colors. */
    public boolean colored() {
        return this.colored;
    }

    /** Returns the line width in columns, or null if unlimited. */
    public @Nullable Integer width() {
        return this.width;
    }

    /** Returns a writer for picocli's help, which contains no untrusted text. */
    public void printHelpOf(CommandLine commandLine) {
        commandLine.setOut(this.out).setErr(this.err);
    }

    /** Prints one line of the result. */
    public void line(String text) {
        line(StyledText.of(text));
    }

    /** Prints one line of the result. */
    public void line(StyledText... texts) {
        this.out.println(styled(texts));
    }

    /** Prints sentences of the result, wrapped at the line width. */
    public void paragraph(String text) {
        lines(Printable.block(text)).forEach(this.out::println);
    }

    /** Prints sentences of the result after a label, wrapped at the line width. */
    public void paragraph(String before, Style style, String text) {
        write(this.out, before, style, text);
    }

    /** Prints a text of several lines, such as SQL, for reading. */
    public void block(String text) {
        this.out.println(Printable.block(text));
    }

    /** Prints a text for a program: unchanged, unless standard output is a terminal. */
    public void verbatim(CharSequence text) {
        this.out.print(this.interactive ? Printable.block(text.toString()) : text);
    }

    /** Prints a message to standard error. */
    public void message(String text) {
        message("", Style.PLAIN, text);
    }

    /** Prints a message with a label to standard error. */
    public synchronized void message(String before, Style style, String text) {
        endProgress();
        write(this.err, before, style, text);
    }

    private void write(PrintWriter to, String before, Style style, String text) {
        List<String> lines = lines(before + Printable.block(text));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean begins = i == 0 && line.startsWith(before);
            to.println(begins ? apply(style, before) + line.substring(before.length()) : line);
        }
    }

    /** Prints the stack trace of a failure. */
    public void stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        this.err.print(Printable.block(trace.toString()));
    }

    /** Shows the progress of a run in a line that the next output replaces. */
    public synchronized void progress(String text) {
        if (this.interactive) {
            endProgress();
            StyledText line = StyledText.of(text + " …");
            this.err.print(styled(this.width != null ? line.truncate(this.width - 1) : line));
            this.err.flush();
            this.progressing = true;
        }
    }

    /** Clears the progress line before other output, such as a log line. */
    synchronized void endProgress() {
        if (this.progressing) {
            this.err.print(CLEAR_LINE);
            this.err.flush();
            this.progressing = false;
        }
    }

    /** Returns a stream for other output while a command runs, such as the log. */
    public PrintStream wrap(PrintStream stream) {
        return new PrintStream(new Lines(stream, charset()), true);
    }

    /** Clears the progress line before each line, and wraps lines at word boundaries. */
    private final class Lines extends OutputStream {

        private final PrintStream stream;
        private final Charset charset;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(PrintStream stream, Charset charset) {
            this.stream = stream;
            this.charset = charset;
        }

        @Override
        public synchronized void write(int one) {
            this.line.write(one);
            if (one == '\n') {
                flush();
            }
        }

        @Override
        public synchronized void flush() {
            byte[] written = this.line.toByteArray();
            this.line.reset();
            if (written.length > 0) {
                endProgress();
                this.stream.writeBytes(broken(written));
            }
            this.stream.flush();
        }

        private byte[] broken(byte[] written) {
            String text = new String(written, this.charset);
            if (Terminal.this.width == null || !text.endsWith("\n")) {
                return written;
            }
            return (String.join("\n", WordWrap.lines(text, Terminal.this.width)) + "\n").getBytes(this.charset);
        }
    }

    /** Prints a document as JSON on one line. */
    public void document(Map<String, Object> document) {
        this.out.println(json(document));
    }

    /** Returns JSON on one line in which control characters are escaped. */
    public String json(Object value) {
        return Printable.line(JSON.writeToString(value));
    }

    /** Prints a document that {@link #json} has created. */
    public void printJson(String json) {
        this.out.println(json);
    }

    /** Returns the same terminal with results written to another stream. */
    public Terminal withOutput(PrintWriter output) {
        return new Terminal(this.in, output, this.err, this.interactive, this.colored, this.width, this.zone);
    }

    private List<String> lines(String text) {
        return this.width != null
                ? WordWrap.lines(text, this.width)
                : text.lines().toList();
    }

    private String styled(StyledText... texts) {
        return Arrays.stream(texts)
                .flatMap((text) -> text.spans().stream())
                .map((span) -> apply(span.style(), span.text()))
                .collect(Collectors.joining());
    }

    private String apply(Style style, String text) {
        return this.colored && style != Style.PLAIN && !text.isEmpty() ? style.code() + text + Style.OFF : text;
    }

    /** Returns a time in the zone of the user. */
    public String time(Instant instant) {
        return TIME.format(instant.atZone(this.zone));
    }

    /** Flushes both streams. */
    public void flush() {
        this.out.flush();
        this.err.flush();
    }
}
