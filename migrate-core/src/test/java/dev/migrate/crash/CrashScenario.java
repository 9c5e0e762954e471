package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small history that uses every way to run a revision. Each statement leaves a trace that shows whether it ran twice.
 */
record CrashScenario(List<Revision> revisions) {

    /** A revision. */
    record Revision(String id, String options, List<String> statements) {}

    static CrashScenario of(DatabaseProduct product) {
        List<Revision> revisions = new ArrayList<>();
        revisions.add(new Revision(
                "r1",
                "",
                List.of(
                        "create table effect (what varchar(20) not null)",
                        "create table account (id int not null primary key, name varchar(50), visits int not null)",
                        "create table parcel (id int not null primary key, weight int)")));
        revisions.add(new Revision(
                "r2",
                "",
                List.of(
                        "insert into account values (1, 'jane', 1), (2, 'john', 1)",
                        "update account set visits = visits + 10",
                        "insert into effect values ('r2.3')")));
        revisions.add(new Revision(
                "r3",
                "",
                List.of(
                        "alter table account add column mail varchar(80)",
                        "insert into effect values ('r3.2')",
                        "create unique index account_name on account (name)",
                        "update account set visits = visits * 2",
                        "alter table account add column born date")));
        revisions.add(new Revision("r4", " transaction=off", outsideTransaction(product)));
        revisions.add(new Revision("r5", "", List.of("alter table parcel rename to packet", "drop table packet")));
        revisions.add(new Revision(
                "r6",
                "",
                List.of(
                        "create view visitor as select name from account where visits > 0",
                        "insert into effect values ('r6.2')")));
        if (product == DatabaseProduct.MARIADB || product == DatabaseProduct.MYSQL) {
            revisions.add(new Revision(
                    "r7", "", List.of("create procedure visit() insert into effect values ('r7.2')", "call visit()")));
        }
        return new CrashScenario(List.copyOf(revisions));
    }

    private static List<String> outsideTransaction(DatabaseProduct product) {
        String concurrently = product == DatabaseProduct.POSTGRESQL ? "concurrently " : "";
        return List.of(
                "create index " + concurrently + "account_visits on account (visits)",
                "insert into effect values ('r4.2')",
                "update account set visits = visits + 100",
                "create index " + concurrently + "account_mail on account (mail, visits)");
    }

    /** Writes the scripts of all revisions. */
    CrashScenario writeTo(Path folder) {
        String previous = "";
        for (Revision revision : this.revisions) {
            String script = "-- Make %1$s%n--%n-- Revision ID: %1$s%n%2$s%n-- migrate:upgrade%3$s%n%4$s;%n"
                    .formatted(
                            revision.id(),
                            previous.isEmpty() ? "" : "-- Revises: " + previous + "\n",
                            revision.options(),
                            String.join(";\n\n", revision.statements()));
            try {
                Files.writeString(folder.resolve(revision.id() + ".sql"), script);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            previous = revision.id();
        }
        return this;
    }

    /** Returns the statement and the revision of a call, if it is one of the scripts. */
    Optional<String> place(String sql) {
        for (Revision revision : this.revisions) {
            int at = revision.statements().indexOf(sql.strip());
            if (at >= 0) {
                return Optional.of("statement %d of %s".formatted(at + 1, revision.id()));
            }
        }
        return Optional.empty();
    }

    /** Returns the revision to which a call on the record refers, if any. */
    Optional<String> revisionOf(String call) {
        return this.revisions.stream()
                .map(Revision::id)
                .filter((id) -> call.contains("|" + id + "|"))
                .findFirst();
    }

    /** Returns whether the catalog cannot show that this statement took effect. */
    boolean isUnverifiable(String text) {
        return text.contains("call visit()");
    }

    /** Returns the effects that must exist exactly once each. */
    List<String> effects() {
        return this.revisions.stream()
                .flatMap((revision) -> revision.statements().stream())
                .filter((statement) -> statement.startsWith("insert into effect"))
                .map((statement) -> statement.replaceAll(".*\\('(.*)'\\)", "$1"))
                .toList();
    }
}
