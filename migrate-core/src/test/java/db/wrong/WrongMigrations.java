package db.wrong;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

/** One mistake each. */
class WrongMigrations {

    static class Unmarked implements Migration {

        @Override
        public void upgrade(Operations operations) {}
    }

    @Revision(
            id = "head",
            revises = {"a", "a"},
            created = "yesterday")
    static class Misnamed implements Migration {

        @Override
        public void upgrade(Operations operations) {}
    }

    @Revision(id = "w1")
    static class Stranger {}

    @Revision(id = "w2")
    static class Demanding implements Migration {

        private final String what;

        Demanding(String what) {
            this.what = what;
        }

        @Override
        public void upgrade(Operations operations) {
            operations.sql(this.what);
        }
    }

    @Revision(id = "w7")
    static class Failing implements Migration {

        Failing() {
            throw new IllegalStateException("not ready");
        }

        @Override
        public void upgrade(Operations operations) {}
    }

    @Revision(id = "w3")
    static class Throwing implements Migration {

        @Override
        public void upgrade(Operations operations) {
            throw new IllegalStateException("not today");
        }
    }

    @Revision(id = "w4")
    static class Committing implements Migration {

        @Override
        public void upgrade(Operations operations) {
            operations.sql("create table w4 (id int)");
            operations.sql("commit");
        }
    }

    @Revision(id = "w5")
    static class Unclosed implements Migration {

        @Override
        public void upgrade(Operations operations) {
            operations.sql("select 'never closed");
        }
    }

    /** No mistake: what several migrations have in common. */
    abstract static class Common implements Migration {}

    static final class Bystander {}

    /** Made by somebody who has what it needs. */
    @Revision(id = "w6")
    static final class Good extends Common {

        @Override
        public void upgrade(Operations operations) {
            operations.sql("select 1");
        }
    }
}
