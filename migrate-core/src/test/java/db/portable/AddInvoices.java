package db.portable;

import static dev.migrate.operation.SqlType.bigint;
import static dev.migrate.operation.SqlType.bool;
import static dev.migrate.operation.SqlType.decimal;
import static dev.migrate.operation.SqlType.instant;
import static dev.migrate.operation.SqlType.text;
import static dev.migrate.operation.SqlType.varchar;
import static dev.migrate.operation.TablePart.check;
import static dev.migrate.operation.TablePart.column;
import static dev.migrate.operation.TablePart.foreignKey;
import static dev.migrate.operation.TablePart.unique;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

// #region portable
@Revision(id = "inv0001", message = "Add invoices")
class AddInvoices implements Migration {

    @Override
    public void upgrade(Operations operations) {
        operations.createTable(
                "customer",
                column("id", bigint()).numbered(),
                column("name", varchar(100)).notNull(),
                unique("name").named("customer_name_key"));
        operations.createTable(
                "invoice",
                column("id", bigint()).numbered(),
                column("customer_id", bigint()).notNull(),
                column("total", decimal(12, 2)).notNull().withDefault(0),
                column("paid", bool()).notNull().withDefault(false),
                column("note", text()),
                column("issued", instant()).notNull().withDefaultNow(),
                foreignKey("customer_id")
                        .references("customer", "id")
                        .onDelete("CASCADE")
                        .named("invoice_customer_fk"),
                check("total >= 0").named("invoice_total_check"));
        operations.createIndex("invoice_issued", "invoice", "issued");
    }

    @Override
    public void downgrade(Operations operations) {
        operations.dropTable("invoice");
        operations.dropTable("customer");
    }
}
// #endregion
