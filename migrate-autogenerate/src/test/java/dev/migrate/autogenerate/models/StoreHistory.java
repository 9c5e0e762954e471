package dev.migrate.autogenerate.models;

import static dev.migrate.autogenerate.models.ModelChange.of;

import dev.migrate.testsupport.DatabaseProduct;
import java.util.Set;

/** Three levels of joined subclasses, a secondary table, flags as characters, and large texts. */
final class StoreHistory {

    static final ModelHistory HISTORY = ModelHistory.of(
            "store",
            of("requires a character flag, and gives it a default")
                    .warns("blc_sku.archived", "blc_payment_transaction.archived")
                    .edit(
                            "@Column(name = \"ARCHIVED\") Character archived = 'N';",
                            "@Column(name = \"ARCHIVED\", nullable = false) @org.hibernate.annotations.ColumnDefault(\"'N'\") Character archived;")
                    .rows(
                            "INSERT INTO blc_sku (sku_id, upc, name, retail_price, long_description, archived, width) VALUES (1, '0001', 'Lamp', 19.99000, 'A lamp', 'N', 10.50)",
                            "INSERT INTO blc_sku (sku_id, upc, name, archived) VALUES (2, '0002', NULL, 'Y')",
                            "INSERT INTO blc_sku_shipping (sku_id, shipping_class, weight) VALUES (1, 'PARCEL', 1.250)",
                            "INSERT INTO blc_order_item (order_item_id, price, quantity, name) VALUES (1, 5.00000, 1, 'Bundle')",
                            "INSERT INTO blc_bundle_order_item (order_item_id, base_retail_price) VALUES (1, 5.00000)",
                            "INSERT INTO blc_order_item (order_item_id, price, quantity, name, parent_item_id) VALUES (2, 5.00000, 1, 'Lamp', 1)",
                            "INSERT INTO blc_discrete_order_item (order_item_id, sku_id, bundle_order_item_id) VALUES (2, 1, 1)",
                            "INSERT INTO blc_giftwrap_order_item (order_item_id, wrapping) VALUES (2, 'RED')",
                            "INSERT INTO blc_order_item_add_attr (order_item_id, name, content) VALUES (2, 'engraving', 'JD')",
                            "INSERT INTO blc_order_item_attribute (order_item_attribute_id, name, content, order_item_id) VALUES (1, 'gift', 'yes', 2)",
                            "INSERT INTO blc_payment_transaction (payment_transaction_id, transaction_amount, raw_response, success, archived)"
                                    + " VALUES (1, 5.00, lob('OK'), TRUE, 'N')"),
            of("removes the class in the middle of a hierarchy")
                    .edit("    @ManyToOne @JoinColumn(name = \"BUNDLE_ORDER_ITEM_ID\") BundleOrderItem bundle;\n", "")
                    .edit(
                            "@Entity\n@Table(name = \"BLC_BUNDLE_ORDER_ITEM\")\nclass BundleOrderItem extends OrderItem {\n"
                                    + "    @Column(name = \"BASE_RETAIL_PRICE\", precision = 19, scale = 5) BigDecimal baseRetailPrice;\n}\n",
                            "")
                    .loses("blc_bundle_order_item", "blc_discrete_order_item.bundle_order_item_id"),
            of("renames an indexed column")
                    .edit("columnList = \"RETAIL_PRICE\")", "columnList = \"LIST_PRICE\")")
                    .edit(
                            "@Column(name = \"RETAIL_PRICE\", precision = 19, scale = 5) BigDecimal retailPrice;\n    @Column(name = \"SALE",
                            "@Column(name = \"LIST_PRICE\", precision = 19, scale = 5) BigDecimal listPrice;\n    @Column(name = \"SALE")
                    .rename("blc_sku.retail_price:list_price")
                    .warns("blc_sku.list_price"),
            of("merges a secondary table into the main one")
                    .edit(
                            "@SecondaryTable(name = \"BLC_SKU_SHIPPING\", pkJoinColumns = @PrimaryKeyJoinColumn(name = \"SKU_ID\"))\n",
                            "")
                    .edit(", table = \"BLC_SKU_SHIPPING\") String", ") String")
                    .edit(", table = \"BLC_SKU_SHIPPING\", precision", ", precision")
                    .loses("blc_sku_shipping"),
            of("makes an indexed column unique, and a text a large object")
                    .warns("blc_sku.sku_upc_index")
                    .warnsOn(Set.of(DatabaseProduct.POSTGRESQL), "blc_sku.long_description")
                    .edit(
                            "@Index(name = \"SKU_UPC_INDEX\", columnList = \"UPC\")",
                            "@Index(name = \"SKU_UPC_INDEX\", columnList = \"UPC\", unique = true)")
                    .edit("length = 1048576) String longDescription", "length = 1048576) @Lob String longDescription"));

    private StoreHistory() {}
}
