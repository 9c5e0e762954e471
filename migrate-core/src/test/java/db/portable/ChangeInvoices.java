package db.portable;

import static dev.migrate.operation.SqlType.varchar;
import static dev.migrate.operation.TablePart.column;
import static dev.migrate.operation.TablePart.unique;

import dev.migrate.operation.ColumnPart;
import dev.migrate.operation.ConstraintPart;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

/** Every change that a table can go through, and back. */
@Revision(id = "inv0002", revises = "inv0001", message = "Change invoices")
class ChangeInvoices implements Migration {

    private static final ColumnPart NARROW = column("code", varchar(10));
    private static final ColumnPart WIDE = column("code", varchar(40)).notNull().withDefault("it's new");
    private static final ConstraintPart KEY = unique("code").named("bill_code_key");

    @Override
    public void upgrade(Operations operations) {
        operations.addColumn("invoice", NARROW);
        operations.sql("update invoice set code = 'old'");
        operations.renameColumn("invoice", "note", "remark");
        operations.renameTable("invoice", "bill");
        operations.dropIndex("invoice_issued", "bill");
        operations.createUniqueIndex("bill_issued", "bill", "issued", "id");
        if (!operations.dialect().equals("sqlite")) {
            operations.alterColumn("bill", NARROW, WIDE);
            operations.addConstraint("bill", KEY);
        }
    }

    @Override
    public void downgrade(Operations operations) {
        if (!operations.dialect().equals("sqlite")) {
            operations.dropConstraint("bill", KEY);
            operations.alterColumn("bill", WIDE, NARROW);
        }
        operations.createIndex("invoice_issued", "bill", "issued");
        operations.dropIndex("bill_issued", "bill");
        operations.renameTable("bill", "invoice");
        operations.renameColumn("invoice", "remark", "note");
        operations.dropColumn("invoice", "code");
    }
}
