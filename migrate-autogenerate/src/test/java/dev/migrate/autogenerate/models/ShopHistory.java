package dev.migrate.autogenerate.models;

import static dev.migrate.autogenerate.models.ModelChange.of;

import dev.migrate.testsupport.DatabaseProduct;
import java.util.Set;

/** A table for each class, generators in a table, embeddables with associations, and upper-case names. */
final class ShopHistory {

    static final ModelHistory HISTORY = ModelHistory.of(
            "shop",
            of("adds a field to an embeddable that is embedded twice")
                    .edit(
                            "    @Column(length = 20) String postalCode;",
                            "    @Column(length = 20) String postalCode;\n    @Column(length = 32, nullable = false) String phone;")
                    .edit(
                            "column = @Column(name = \"BILLING_POSTCODE\", length = 20))",
                            "column = @Column(name = \"BILLING_POSTCODE\", length = 20)),\n        @AttributeOverride(name = \"phone\", column = @Column(name = \"BILLING_PHONE\", length = 32, nullable = false))")
                    .edit(
                            "column = @Column(name = \"DELIVERY_POSTCODE\", length = 20))",
                            "column = @Column(name = \"DELIVERY_POSTCODE\", length = 20)),\n        @AttributeOverride(name = \"phone\", column = @Column(name = \"DELIVERY_PHONE\", length = 32))")
                    .rows(
                            "INSERT INTO language (language_id, code) VALUES (1, 'en')",
                            "INSERT INTO country (country_id, country_isocode) VALUES (49, 'DE')",
                            "INSERT INTO category (category_id, code) VALUES (1, 'BOOKS')",
                            "INSERT INTO category (category_id, code, parent_id, updt_id) VALUES (2, 'NOVELS', 1, 'admin')",
                            "INSERT INTO product (product_id, available, price, sku) VALUES (1, TRUE, 19.99, 'SKU-1')",
                            "INSERT INTO product (product_id, available, price) VALUES (2, FALSE, 12345678901234567.89)",
                            "INSERT INTO product_category (product_id, category_id) VALUES (1, 2)",
                            "INSERT INTO product_description (description_id, language_id, name, product_id, sef_url) VALUES (1, 1, 'A novel', 1, 'a-novel')",
                            "INSERT INTO category_description (description_id, language_id, name, category_id) VALUES (2, 1, 'Novels', 2)",
                            "INSERT INTO orders (order_id, order_status, date_purchased, order_total, billing_last_name, billing_country_id)"
                                    + " VALUES (1, 'ORDERED', '2024-02-29', 19.99, 'Doe', 49)",
                            "UPDATE sm_sequencer SET seq_count = 7 WHERE seq_name = 'PRODUCT_SEQ_NEXT_VAL'")
                    .warns("orders.billing_phone")
                    .write("UPDATE orders SET billing_phone", "UPDATE orders SET billing_phone = 'unknown'"),
            of("changes the precision of a price")
                    .warns("product.price")
                    .edit("precision = 19, scale = 2) BigDecimal price", "precision = 21, scale = 4) BigDecimal price"),
            of("gives an association a column and a generator of its own")
                    .edit(
                            "    @ManyToMany\n    @JoinTable(name = \"PRODUCT_CATEGORY\",\n            joinColumns = @JoinColumn(name = \"PRODUCT_ID\", nullable = false),\n"
                                    + "            inverseJoinColumns = @JoinColumn(name = \"CATEGORY_ID\", nullable = false))\n    Set<Category> categories;\n",
                            "    @OneToMany(mappedBy = \"product\") Set<ProductCategory> categories;\n")
                    .edit(
                            "@Embeddable\nclass Party {",
                            "@Entity\n@Table(name = \"PRODUCT_CATEGORY\", uniqueConstraints = @UniqueConstraint(columnNames = {\"PRODUCT_ID\", \"CATEGORY_ID\"}))\n"
                                    + "class ProductCategory {\n    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) @Column(name = \"ID\") Long id;\n"
                                    + "    @ManyToOne @JoinColumn(name = \"PRODUCT_ID\", nullable = false) Product product;\n"
                                    + "    @ManyToOne @JoinColumn(name = \"CATEGORY_ID\", nullable = false) Category category;\n"
                                    + "    @Column(name = \"SORT_ORDER\", nullable = false) int sortOrder;\n}\n\n@Embeddable\nclass Party {")
                    .warns("product_category.sort_order")
                    .write("UPDATE product_category SET sort_order", "UPDATE product_category SET sort_order = 0"),
            of("adds a label, drops one that is unused, and defaults the status")
                    .warns("orders.order_status")
                    .warnsOn(Set.of(DatabaseProduct.POSTGRESQL), "orders.orders_order_status_check")
                    .edit("DELIVERED, REFUNDED }", "DELIVERED, CANCELED }")
                    .edit(
                            "@Column(name = \"ORDER_STATUS\")",
                            "@Column(name = \"ORDER_STATUS\", nullable = false) @org.hibernate.annotations.ColumnDefault(\"'ORDERED'\")"),
            of("moves a field of each class to the superclass")
                    .loses("category_description.category_highlight")
                    .edit(
                            "    @Column(name = \"TITLE\", length = 100) String title;",
                            "    @Column(name = \"TITLE\", length = 100) String title;\n    @Column(name = \"SEF_URL\", length = 300) String seUrl;")
                    .edit("    @Column(name = \"SEF_URL\") String seUrl;\n", "")
                    .rows("UPDATE category_description SET category_highlight = 'New'")
                    .edit("    @Column(name = \"CATEGORY_HIGHLIGHT\") String highlight;\n", ""));

    private ShopHistory() {}
}
