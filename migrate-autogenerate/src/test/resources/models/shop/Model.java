package shop;

import jakarta.persistence.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

enum OrderStatus { ORDERED, PROCESSED, DELIVERED, REFUNDED }

@Embeddable
class AuditSection {
    @Column(name = "DATE_CREATED") LocalDateTime dateCreated;
    @Column(name = "DATE_MODIFIED") LocalDateTime dateModified;
    @Column(name = "UPDT_ID", length = 60) String modifiedBy;
}

@Entity
@Table(name = "LANGUAGE")
class Language {
    @Id
    @TableGenerator(name = "language_gen", table = "SM_SEQUENCER", pkColumnName = "SEQ_NAME", valueColumnName = "SEQ_COUNT", pkColumnValue = "LANG_SEQ_NEXT_VAL")
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "language_gen")
    @Column(name = "LANGUAGE_ID")
    Integer id;
    @Column(name = "CODE", nullable = false, length = 10) String code;
}

@Entity
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
abstract class Description {
    @Id
    @TableGenerator(name = "description_gen", table = "SM_SEQUENCER", pkColumnName = "SEQ_NAME", valueColumnName = "SEQ_COUNT", pkColumnValue = "DESCRIPTION_SEQ_NEXT_VAL")
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "description_gen")
    @Column(name = "DESCRIPTION_ID")
    Long id;
    @Embedded AuditSection audit;
    @ManyToOne(optional = false) @JoinColumn(name = "LANGUAGE_ID") Language language;
    @Column(name = "NAME", nullable = false, length = 120) String name;
    @Column(name = "TITLE", length = 100) String title;
}

@Entity
@Table(name = "PRODUCT_DESCRIPTION",
        uniqueConstraints = @UniqueConstraint(columnNames = {"PRODUCT_ID", "LANGUAGE_ID"}),
        indexes = @Index(name = "PRODUCT_DESCRIPTION_SEF_URL", columnList = "SEF_URL"))
class ProductDescription extends Description {
    @ManyToOne @JoinColumn(name = "PRODUCT_ID", nullable = false) Product product;
    @Column(name = "SEF_URL") String seUrl;
}

@Entity
@Table(name = "CATEGORY_DESCRIPTION", uniqueConstraints = @UniqueConstraint(columnNames = {"CATEGORY_ID", "LANGUAGE_ID"}))
class CategoryDescription extends Description {
    @ManyToOne @JoinColumn(name = "CATEGORY_ID", nullable = false) Category category;
    @Column(name = "CATEGORY_HIGHLIGHT") String highlight;
}

@Entity
@Table(name = "CATEGORY")
class Category {
    @Id
    @TableGenerator(name = "category_gen", table = "SM_SEQUENCER", pkColumnName = "SEQ_NAME", valueColumnName = "SEQ_COUNT", pkColumnValue = "CATEGORY_SEQ_NEXT_VAL")
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "category_gen")
    @Column(name = "CATEGORY_ID", unique = true, nullable = false)
    Long id;
    @Embedded AuditSection audit;
    @ManyToOne @JoinColumn(name = "PARENT_ID") Category parent;
    @Column(name = "CODE", length = 100, nullable = false) String code;
}

@Entity
@Table(name = "PRODUCT")
class Product {
    @Id
    @TableGenerator(name = "product_gen", table = "SM_SEQUENCER", pkColumnName = "SEQ_NAME", valueColumnName = "SEQ_COUNT", pkColumnValue = "PRODUCT_SEQ_NEXT_VAL")
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "product_gen")
    @Column(name = "PRODUCT_ID", unique = true, nullable = false)
    Long id;
    @Embedded AuditSection audit;
    @ManyToMany
    @JoinTable(name = "PRODUCT_CATEGORY",
            joinColumns = @JoinColumn(name = "PRODUCT_ID", nullable = false),
            inverseJoinColumns = @JoinColumn(name = "CATEGORY_ID", nullable = false))
    Set<Category> categories;
    @Column(name = "DATE_AVAILABLE") LocalDateTime dateAvailable;
    @Column(name = "AVAILABLE") boolean available = true;
    @Column(name = "PRICE", precision = 19, scale = 2) BigDecimal price;
    @Column(name = "SKU") String sku;
}

@Embeddable
class Party {
    @Column(length = 64, nullable = false) String lastName;
    @Column(length = 100) String city;
    @Column(length = 20) String postalCode;
    @ManyToOne @JoinColumn(name = "COUNTRY_ID") Country country;
}

@Entity
@Table(name = "COUNTRY")
class Country {
    @Id @Column(name = "COUNTRY_ID") Integer id;
    @Column(name = "COUNTRY_ISOCODE", unique = true, nullable = false, length = 2) String isoCode;
}

@Entity
@Table(name = "ORDERS")
class Purchase {
    @Id
    @TableGenerator(name = "order_gen", table = "SM_SEQUENCER", pkColumnName = "SEQ_NAME", valueColumnName = "SEQ_COUNT", pkColumnValue = "ORDER_ID_SEQ_NEXT_VAL")
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "order_gen")
    @Column(name = "ORDER_ID", unique = true, nullable = false)
    Long id;
    @Column(name = "ORDER_STATUS") @Enumerated(EnumType.STRING) OrderStatus status;
    @Column(name = "DATE_PURCHASED") LocalDate datePurchased;
    @Column(name = "ORDER_TOTAL") BigDecimal total;
    @Embedded
    @AttributeOverrides({
        @AttributeOverride(name = "lastName", column = @Column(name = "BILLING_LAST_NAME", length = 64, nullable = false)),
        @AttributeOverride(name = "city", column = @Column(name = "BILLING_CITY", length = 100)),
        @AttributeOverride(name = "postalCode", column = @Column(name = "BILLING_POSTCODE", length = 20))})
    @AssociationOverride(name = "country", joinColumns = @JoinColumn(name = "BILLING_COUNTRY_ID"))
    Party billing;
    @Embedded
    @AttributeOverrides({
        @AttributeOverride(name = "lastName", column = @Column(name = "DELIVERY_NAME", length = 64)),
        @AttributeOverride(name = "city", column = @Column(name = "DELIVERY_CITY", length = 100)),
        @AttributeOverride(name = "postalCode", column = @Column(name = "DELIVERY_POSTCODE", length = 20))})
    @AssociationOverride(name = "country", joinColumns = @JoinColumn(name = "DELIVERY_COUNTRY_ID"))
    Party delivery;
}
