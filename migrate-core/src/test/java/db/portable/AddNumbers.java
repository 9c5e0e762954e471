package db.portable;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

@Revision(id = "inv0003", revises = "inv0002", message = "Add numbers")
class AddNumbers implements Migration {

    @Override
    public void upgrade(Operations operations) {
        if (!operations.dialect().matches("sqlite|mysql")) {
            operations.createSequence("invoice_number", 1000, 10);
        }
    }

    @Override
    public void downgrade(Operations operations) {
        if (!operations.dialect().matches("sqlite|mysql")) {
            operations.dropSequence("invoice_number");
        }
    }
}
