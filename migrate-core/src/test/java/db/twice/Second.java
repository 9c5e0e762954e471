package db.twice;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

@Revision(id = "twice", message = "Second")
class Second implements Migration {

    @Override
    public void upgrade(Operations operations) {}
}
