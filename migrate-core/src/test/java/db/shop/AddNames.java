package db.shop;

import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;

@Revision(id = "shop0002", revises = "shop0001", message = "Add names", author = "Jane Doe", labels = "names")
class AddNames implements Migration {

    @Override
    public void upgrade(Operations operations) {
        operations.sql("""
                alter table customer add column first_name varchar(50);
                alter table customer add column last_name varchar(50);
                """);
    }

    @Override
    public void downgrade(Operations operations) {
        operations.sql("alter table customer drop column first_name");
        operations.sql("alter table customer drop column last_name");
    }
}
