package db.java;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

@Revision(id = "java0001", message = "Add number")
class AddNumber implements Migration {

    @Override
    public void upgrade(Operations operations) {
        operations.sql("create table number (id integer)");
    }

    @Override
    public void downgrade(Operations operations) {
        operations.sql("drop table number");
    }
}
