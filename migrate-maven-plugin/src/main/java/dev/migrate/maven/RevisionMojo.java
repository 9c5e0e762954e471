package dev.migrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Writes the script of a new revision, for you to fill in, or with what brings the database to the models. */
@Mojo(name = "revision", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class RevisionMojo extends CommandMojo {

    /** What it is for; the first line becomes part of the file's name. */
    @Parameter(property = "migrate.message", required = true)
    private @Nullable String message;

    /** What it revises; if not given, the only head. */
    @Parameter(property = "migrate.head")
    private @Nullable List<String> head;

    /** What has to be applied before without being its parent, separated by commas. */
    @Parameter(property = "migrate.dependsOn")
    private @Nullable List<String> dependsOn;

    /** The id; if not given, 12 hexadecimal digits by chance. */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    /** Allow to revise what others already revise: a new branch. */
    @Parameter(property = "migrate.splice", defaultValue = "false")
    private boolean splice;

    /** Names for the branch, separated by commas. */
    @Parameter(property = "migrate.branchLabel")
    private @Nullable List<String> branchLabel;

    /** Which of {@code migrate.locations} to write to; if not given, the one of its parent. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /** Compare the models with the database, and write what brings one to the other. */
    @Parameter(property = "migrate.autogenerate", defaultValue = "false")
    private boolean autogenerate;

    /** Tables and columns that have another name now, as {@code OLD:NEW}, separated by commas. */
    @Parameter(property = "migrate.rename")
    private @Nullable List<String> rename;

    /** Write a generated script also if trying it has shown that it does not do all. */
    @Parameter(property = "migrate.unproved", defaultValue = "false")
    private boolean unproved;

    /** Write a script of SQL, which is the default. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /** Write a Java class in the package that is its location, instead of SQL. */
    @Parameter(property = "migrate.java", defaultValue = "false")
    private boolean java;

    /** The goal of the command {@code revision}. */
    public RevisionMojo() {
        super("revision");
    }

    @Override
    void addTo(CommandWords words) {
        words.option("--message", this.message)
                .options("--head", this.head)
                .options("--depends-on", this.dependsOn)
                .flag("--autogenerate", this.autogenerate)
                .options("--rename", this.rename)
                .flag("--unproved", this.unproved)
                .flag("--sql", this.sql)
                .flag("--java", this.java)
                .option("--rev-id", this.revId)
                .flag("--splice", this.splice)
                .options("--branch-label", this.branchLabel)
                .option("--location", this.location);
    }
}
