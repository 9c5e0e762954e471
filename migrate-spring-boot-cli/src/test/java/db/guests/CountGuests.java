package db.guests;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

/** A revision that runs code between its statements. */
@Revision(id = "guest02", revises = "guest01", message = "Count guests")
public final class CountGuests implements Migration {

    @Override
    public void upgrade(Operations operations) {
        operations.sql("CREATE TABLE counted (guests BIGINT)");
        operations.withJdbc((jdbc) ->
                jdbc.sql("INSERT INTO counted SELECT count(*) FROM guest").update());
    }

    @Override
    public void downgrade(Operations operations) {
        operations.sql("DROP TABLE counted");
    }
}
