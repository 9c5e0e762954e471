package db.shop;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import java.sql.ResultSet;
import java.sql.Statement;

/** Code in both directions, between statements. */
@Revision(id = "shop0004", revises = "shop0003", message = "Count customers", created = "2026-01-04T09:00:00Z")
class CountCustomers implements Migration {

    @Override
    public void upgrade(Operations operations) {
        operations.sql("create table counted (customers integer not null)");
        operations.withConnection((connection) -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from customer")) {
                rows.next();
                int customers = rows.getInt(1);
                statement.executeUpdate("insert into counted (customers) values (" + customers + ")");
            }
        });
        operations.sql("insert into counted (customers) values (0)");
    }

    @Override
    public void downgrade(Operations operations) {
        operations.withJdbc((jdbc) -> jdbc.sql("delete from counted").update());
        operations.sql("drop table counted");
    }
}
