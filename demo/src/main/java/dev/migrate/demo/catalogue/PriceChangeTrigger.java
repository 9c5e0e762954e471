package dev.migrate.demo.catalogue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.tools.TriggerAdapter;

/** What the other databases do in their own languages: H2 knows triggers as Java classes only. */
public final class PriceChangeTrigger extends TriggerAdapter {

    @Override
    public void fire(Connection connection, ResultSet before, ResultSet after) throws SQLException {
        BigDecimal oldPrice = before.getBigDecimal("price");
        BigDecimal newPrice = after.getBigDecimal("price");
        if (oldPrice.compareTo(newPrice) == 0) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into price_change (book_id, old_price, new_price) values (?, ?, ?)")) {
            insert.setLong(1, after.getLong("id"));
            insert.setBigDecimal(2, oldPrice);
            insert.setBigDecimal(3, newPrice);
            insert.executeUpdate();
        }
    }
}
