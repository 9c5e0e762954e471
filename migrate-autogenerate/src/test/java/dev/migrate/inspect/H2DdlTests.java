package dev.migrate.inspect;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.H2)
class H2DdlTests extends DdlContract {

    @Override
    List<String> enumerated(String name, String... labels) {
        int longest = Stream.of(labels)
                .mapToInt((label) -> label.replace("''", "'").length())
                .max()
                .orElseThrow();
        return List.of("create domain %s as varchar(%d) check (value in ('%s'))"
                .formatted(name, longest, String.join("', '", labels)));
    }

    @Override
    String generated(String type, String expression) {
        return type + " generated always as (" + expression + ")";
    }

    @Override
    String folded(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    String inHome(String table) {
        return "public." + table;
    }

    @Test
    void recreatesFeaturesOfH2() {
        assertRecreates(
                this.schemaFixture.within(new Scope(null, Set.of("AUDIT"), (name) -> true)),
                List.of(
                        "create schema audit",
                        "create domain code as varchar(10) default 'x' check (value <> 'q''')",
                        "create domain state as enum('a', 'b''c')",
                        "create domain short_code as code",
                        "alter domain code add constraint code_upper check (upper(value) = value)",
                        "comment on domain code is 'it''s a code'",
                        "create sequence numbers as integer start with 100 increment by 20 minvalue 5 cycle cache 7",
                        "create sequence down increment by -1",
                        "create sequence audit.numbers no cache",
                        "create alias root for 'java.lang.Math.sqrt'",
                        """
                        create table "Mixed""q" ("Or.der" int, "sel ect" varchar(4) check ("sel ect" = 'u&"x"'))""",
                        """
                        create table customer (
                          id bigint generated always as identity (start with 5 increment by 3) primary key,
                          name varchar(100) default 'it''s' not null unique,
                          balance numeric(19, 4),
                          at timestamp(3) with time zone default current_timestamp,
                          tier enum('gold', 'sil''ver') default 'gold',
                          tags varchar(30) array,
                          few varchar(10) array[5] default array['PUBLIC'],
                          data json default json '{"a": 1}',
                          photo blob,
                          text clob(1000),
                          key_ uuid default random_uuid(),
                          twice integer generated always as (balance * 2),
                          touched int default 1 on update 5,
                          code code default 'dd',
                          state state,
                          bin varbinary(10),
                          real_ float(20),
                          "real" double precision,
                          flag char(3),
                          yes boolean default true,
                          place geometry(point, 4326),
                          span interval day(3) to second(2),
                          pair row(a int, b varchar),
                          tm time(3),
                          usual int default 5 default on null,
                          folded varchar_ignorecase(20),
                          hidden int invisible,
                          next int default next value for numbers,
                          other int default (next value for audit.numbers),
                          exact decfloat(10),
                          check (balance >= 0 and name in ('A', 'B')),
                          constraint customer_some check (balance between 1 and 2 or twice > 0),
                          constraint customer_pair unique nulls not distinct (name, balance),
                          constraint customer_all unique nulls all distinct (balance, name)
                        )""",
                        "create index customer_name on customer (name desc nulls first, balance)",
                        "create unique nulls not distinct index customer_code on customer (code)",
                        "create spatial index customer_place on customer (place)",
                        """
                        create table audit.entry (
                          id bigint auto_increment primary key,
                          customer_id bigint references public.customer on delete cascade on update set null,
                          next int default (next value for public.numbers),
                          constraint entry_restrict foreign key (customer_id)
                            references public.customer (id) on delete restrict,
                          constraint entry_self foreign key (id) references audit.entry (id)
                        )""",
                        "create index audit.entry_customer on audit.entry (customer_id)",
                        "comment on table customer is 'it''s \"PUBLIC\".x'",
                        "comment on column customer.name is 'a name'",
                        """
                        create view known (p, q) as select c.id, c.name as n from customer c
                         where c.name like '"PUBLIC".x%'
                           and exists (select 1 from audit.entry e where e.customer_id = c.id)""",
                        "create view audit.known_too as select k.p, count(*) as n from public.known k group by k.p",
                        "comment on view known is 'seen'",
                        "create trigger notes after insert, update on customer for each row"
                                + " call 'org.h2.fulltext.FullText$FullTextTrigger'"));
    }
}
