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
 * A small history in which every way to run a revision occurs, and in which every statement leaves a trace that would
 * show if it ran twice.
 */
record CrashScenario(List<Chapter> chapters) {

    /** A revision. */
    record Chapter(String id, String options, List<String> statements) {}

    static CrashScenario of(DatabaseProduct product) {
        List<Chapter> chapters = new ArrayList<>();
        chapters.add(new Chapter(
                "r1",
                "",
                List.of(
                        "create table effect (what varchar(20) not null)",
                        "create table account (id int not null primary key, name varchar(50), visits int not null)",
                        "create table parcel (id int not null primary key, weight int)")));
        chapters.add(new Chapter(
                "r2",
                "",
                List.of(
                        "insert into account values (1, 'jane', 1), (2, 'john', 1)",
                        "update account set visits = visits + 10",
                        "insert into effect values ('r2.3')")));
        chapters.add(new Chapter(
                "r3",
                "",
                List.of(
                        "alter table account add column mail varchar(80)",
                        "insert into effect values ('r3.2')",
                        "create unique index account_name on account (name)",
                        "update account set visits = visits * 2",
                        "alter table account add column born date")));
        chapters.add(new Chapter("r4", " transaction=off", outsideTransaction(product)));
        chapters.add(new Chapter("r5", "", List.of("alter table parcel rename to packet", "drop table packet")));
        chapters.add(new Chapter(
                "r6",
                "",
                List.of(
                        "create view visitor as select name from account where visits > 0",
                        "insert into effect values ('r6.2')")));
        if (product == DatabaseProduct.MARIADB || product == DatabaseProduct.MYSQL) {
            chapters.add(new Chapter(
                    "r7", "", List.of("create procedure visit() insert into effect values ('r7.2')", "call visit()")));
        }
        return new CrashScenario(List.copyOf(chapters));
    }

    private static List<String> outsideTransaction(DatabaseProduct product) {
        String concurrently = product == DatabaseProduct.POSTGRESQL ? "concurrently " : "";
        return List.of(
                "create index " + concurrently + "account_visits on account (visits)",
                "insert into effect values ('r4.2')",
                "update account set visits = visits + 100",
                "create index " + concurrently + "account_mail on account (mail, visits)");
    }

    /** Writes its scripts. */
    CrashScenario writeTo(Path folder) {
        String previous = "";
        for (Chapter chapter : this.chapters) {
            String script = "-- Make %1$s%n--%n-- Revision ID: %1$s%n%2$s%n-- migrate:upgrade%3$s%n%4$s;%n"
                    .formatted(
                            chapter.id(),
                            previous.isEmpty() ? "" : "-- Revises: " + previous + "\n",
                            chapter.options(),
                            String.join(";\n\n", chapter.statements()));
            try {
                Files.writeString(folder.resolve(chapter.id() + ".sql"), script);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            previous = chapter.id();
        }
        return this;
    }

    /** Which statement of which revision a call is, if it is one. */
    Optional<String> place(String sql) {
        for (Chapter chapter : this.chapters) {
            int at = chapter.statements().indexOf(sql.strip());
            if (at >= 0) {
                return Optional.of("statement %d of %s".formatted(at + 1, chapter.id()));
            }
        }
        return Optional.empty();
    }

    /** The revision that a record is about, if it is about one. */
    Optional<String> about(String call) {
        return this.chapters.stream()
                .map(Chapter::id)
                .filter((id) -> call.contains("|" + id + "|"))
                .findFirst();
    }

    /** Whether nobody can prove whether this statement took effect. */
    boolean isBeyondProof(String text) {
        return text.contains("call visit()");
    }

    /** The effects that are to be there once each. */
    List<String> effects() {
        return this.chapters.stream()
                .flatMap((chapter) -> chapter.statements().stream())
                .filter((statement) -> statement.startsWith("insert into effect"))
                .map((statement) -> statement.replaceAll(".*\\('(.*)'\\)", "$1"))
                .toList();
    }
}
