package db.made;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

/** Needs something that only its maker has. */
@Revision(id = "made0001", message = "Add rate")
public final class AddRate implements Migration {

    private final int percent;

    public AddRate(int percent) {
        this.percent = percent;
    }

    @Override
    public void upgrade(Operations operations) {
        operations.sql("create table rate (percent integer)");
        operations.sql("insert into rate values (" + this.percent + ")");
    }
}
