package db.shop;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import org.springframework.jdbc.core.simple.JdbcClient;

// #region data
@Revision(id = "shop0003", revises = "shop0002", message = "Split the names of customers")
class SplitNames implements Migration {

    @Override
    public void upgrade(Operations operations) {
        operations.withJdbc(this::split);
    }

    @Override
    public void downgrade(Operations operations) {
        operations.sql("update customer set first_name = null, last_name = null");
    }

    private void split(JdbcClient jdbc) {
        jdbc.sql("select id, full_name from customer")
                .query(Customer.class)
                .list()
                .forEach((customer) -> jdbc.sql("update customer set first_name = ?, last_name = ? where id = ?")
                        .params(customer.first(), customer.last(), customer.id())
                        .update());
    }

    record Customer(int id, String fullName) {

        String first() {
            return this.fullName.substring(0, this.fullName.indexOf(' '));
        }

        String last() {
            return this.fullName.substring(this.fullName.indexOf(' ') + 1);
        }
    }
}
// #endregion
