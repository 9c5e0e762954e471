package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.autogenerate.jdbc.Aggregates;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.Location;
import dev.migrate.render.Warning;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.DefaultJdbcTypeFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.dialect.DialectResolver;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** From the aggregates of Spring Data JDBC, which are incomplete, to a script that upgrades and downgrades. */
abstract class AggregatesContract {

    private TestDatabase database;
    private JdbcTemplate jdbc;
    private JdbcConverter converter;
    private JdbcDialect dialect;
    private JdbcAggregateTemplate aggregates;

    enum Genre {
        NOVEL,
        POEMS
    }

    record Price(BigDecimal amount, String currency) {}

    record Edition(int copies, LocalDate printed) {}

    @NullMarked
    record Award(String title) {}

    @Table
    record Author(@Id @Nullable Long id, String name) {}

    @Table
    record Book(
            @Id @Nullable Long id,
            String title,
            Genre genre,
            Instant added,
            UUID code,
            boolean sold,

            @Embedded(onEmpty = OnEmpty.USE_NULL, prefix = "price_") @Nullable
            Price price,

            AggregateReference<Author, Long> author,
            List<Edition> editions,
            Set<Award> awards,
            Map<String, Note> notes,
            @ReadOnlyProperty @Nullable Integer stock) {}

    // #region former-names
    @RenamedFrom("writer")
    record Poet(
            @Id @Nullable Long id, @RenamedFrom("full_name") String name) {}
    // #endregion

    record Note(@Id @Nullable Long id, String text) {}

    @BeforeEach
    void mapTheAggregates(TestDatabase empty) {
        this.database = empty;
        this.jdbc = new JdbcTemplate(empty.dataSource());
        this.dialect = DialectResolver.getDialect(this.jdbc);
        JdbcCustomConversions conversions = JdbcCustomConversions.of(this.dialect, converters());
        JdbcMappingContext context = new JdbcMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        DataAccessStrategy[] access = new DataAccessStrategy[1];
        this.converter = new MappingJdbcConverter(
                context,
                (identifier, path) -> access[0].findAllByPath(identifier, path),
                conversions,
                new DefaultJdbcTypeFactory(this.jdbc, JdbcDialect.getArraySupport(this.dialect)));
        access[0] = new DataAccessStrategyFactory(
                        this.converter,
                        new NamedParameterJdbcTemplate(this.jdbc),
                        this.dialect,
                        QueryMappingConfiguration.EMPTY)
                .create();
        this.aggregates = new JdbcAggregateTemplate(this.converter, access[0]);
    }

    /** Returns the converters that an application requires for the product. */
    List<?> converters() {
        return List.of();
    }

    @Test
    void createsTablesThatSpringDataCanUse() {
        Proposal proposal = propose();

        assertProved(proposal);
        assertThat(summaries(proposal)).containsOnly("ADD table");
        assertThat(proposal.upgrade().toLowerCase(Locale.ROOT))
                .containsPattern("create table award \\([^;]*\\btitle [^,;]*not null");
        apply(proposal.upgrade());
        Author author = this.aggregates.insert(new Author(null, "Mary Shelley"));
        Book book = this.aggregates.insert(book(author, new Price(new BigDecimal("9.90"), "EUR")));
        Book found = this.aggregates.findById(book.id(), Book.class);
        assertThat(found.editions()).isEqualTo(book.editions());
        assertThat(found.awards()).isEqualTo(book.awards());
        assertThat(found.notes()).isEqualTo(book.notes());
        assertThat(found.code()).isEqualTo(book.code());
        assertThat(found.added()).isEqualTo(book.added());
        assertThat(this.aggregates.insert(book(author, null)).id()).isGreaterThan(book.id());
        assertThat(compare().differences()).isEmpty();
        apply(proposal.downgrade());
        assertThat(summaries(propose())).hasSize(5).containsOnly("ADD table");
    }

    @Test
    void notesChosenTypesOncePerTable() {
        Proposal proposal = propose();

        assertThat(proposal.warnings()).extracting(Warning::kind).containsOnly(Warning.Kind.TO_REVIEW);
        assertThat(proposal.warnings()).extracting(Warning::subject).doesNotHaveDuplicates();
        assertThat(proposal.upgrade().toLowerCase(Locale.ROOT))
                .containsOnlyOnce("-- migrate:warning book review the types of all columns, which fit in most cases")
                .containsPattern("does author_?(id)? need a foreign key to author\\?");
        assertThat(proposal.downgrade()).doesNotContain("review the type");
    }

    @Test
    void keepsDatabaseDetailsThatAreNotMapped() {
        apply(propose().upgrade());
        run("drop table note");
        run("create table note (id integer primary key, book bigint, book_key varchar(7) default 'x', text char(9),"
                + " constraint text_once unique (text), constraint text_filled check (text <> ''))");
        run("create index note_text on note (text, id)");
        run("create table elsewhere (id integer primary key)");

        assertThat(compare().differences()).isEmpty();
        assertThat(compare().unmanaged()).isEmpty();
    }

    @Test
    void findsMissingAndTooSmallColumns() {
        apply(propose().upgrade());
        run("alter table edition drop column copies");
        run("alter table book drop column title");
        run("alter table book add column title date");

        Proposal proposal = propose();

        assertProved(proposal);
        assertThat(subjects(proposal)).containsExactlyInAnyOrder("ALTER book.title", "ADD edition.copies");
        assertThat(proposal.upgrade().toLowerCase(Locale.ROOT))
                .containsOnlyOnce("edition review the types of copies, which fit in most cases");
    }

    @Test
    void findsMissingForeignKeyOfChild() {
        apply(propose().upgrade());
        run("drop table note");
        run("create table note (id bigint primary key, book_key varchar(255), text varchar(255))");

        Proposal proposal = propose();

        assertProved(proposal);
        assertThat(subjects(proposal)).containsExactly("ADD note.book");
    }

    @Test
    void reportsAndKeepsUnmappedObjects() {
        apply(propose().upgrade());
        run("alter table author add column born integer default 0 not null");
        run("create index author_born on author (born)");

        Drift drift = compare();

        assertThat(drift.differences()).isEmpty();
        assertThat(drift.unmanaged())
                .extracting((schemaDifference) -> schemaDifference.subject().toLowerCase(Locale.ROOT))
                .containsExactly("author.born");
    }

    @Test
    void renamesWithDependents() {
        apply(propose().upgrade());
        run("drop table author");
        run("create table author (id bigint primary key, full_name varchar(80) default 'x' not null)");
        run("create index author_name on author (full_name)");

        Autogenerate autogenerate = autogenerate();
        Proposal proposal = autogenerate.propose(List.of(autogenerate.rename("author.full_name:name")));

        assertProved(proposal);
        assertThat(proposal.drift().differences()).isEmpty();
        assertThat(proposal.upgrade()).containsIgnoringCase("rename");
        apply(proposal.upgrade());
        assertThat(compare().differences()).isEmpty();
        assertThat(compare().unmanaged()).isEmpty();
    }

    @Test
    void readsFormerNames() {
        run("create table writer (id bigint primary key, full_name varchar(80) default 'x' not null, born integer)");
        run("create index writer_name on writer (full_name)");

        Proposal proposal = autogenerate(Poet.class).propose(List.of());

        assertProved(proposal);
        assertThat(proposal.drift().differences()).isEmpty();
        assertThat(proposal.renames()).hasSize(2);
        apply(proposal.upgrade());
        assertThat(autogenerate(Poet.class).propose(List.of()).isEmpty()).isTrue();
    }

    private static Book book(Author author, @Nullable Price price) {
        return new Book(
                null,
                "Frankenstein",
                Genre.NOVEL,
                Instant.parse("2026-11-24T10:00:00Z"),
                UUID.fromString("5f1c2a9d-3e70-4c1d-9e1f-8b04e6c1d2a3"),
                true,
                price,
                AggregateReference.to(author.id()),
                List.of(new Edition(500, LocalDate.of(1818, 1, 1)), new Edition(900, LocalDate.of(1831, 10, 31))),
                Set.of(new Award("First of its kind")),
                Map.of("preface", new Note(null, "by the author")),
                null);
    }

    private static void assertProved(Proposal proposal) {
        assertThat(proposal.verification().failure()).isEmpty();
        assertThat(proposal.verification().remaining()).isEmpty();
    }

    private static List<String> summaries(Proposal proposal) {
        return proposal.drift().differences().stream()
                .map(SchemaDifference::summary)
                .toList();
    }

    private static List<String> subjects(Proposal proposal) {
        return proposal.drift().differences().stream()
                .map((schemaDifference) -> schemaDifference.change() + " "
                        + schemaDifference.subject().toLowerCase(Locale.ROOT))
                .toList();
    }

    private Autogenerate autogenerate() {
        return autogenerate(Author.class, Book.class);
    }

    private Autogenerate autogenerate(Class<?>... roots) {
        return new Autogenerate(
                this.database.dataSource(),
                new Aggregates(this.converter, this.dialect.getIdentifierProcessing(), List.of(roots)),
                AutogenerateSettings.DEFAULT);
    }

    private Proposal propose() {
        return autogenerate().propose(List.of());
    }

    private Drift compare() {
        return autogenerate().compare();
    }

    private void run(String sql) {
        this.jdbc.execute(sql);
    }

    private void apply(String section) {
        try (Connection connection = this.database.dataSource().getConnection();
                Statements split = Dialects.of(connection.getMetaData())
                        .lexer()
                        .statements(new StringReader(section), new Location("generated", 1))) {
            List<String> all = new ArrayList<>();
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                all.add(next.get().sql());
            }
            all.forEach(this::run);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
