package store;

import jakarta.persistence.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

@Embeddable
class Archive {
    @Column(name = "ARCHIVED") Character archived = 'N';
}

@Embeddable
class Dimension {
    @Column(name = "WIDTH") BigDecimal width;
    @Column(name = "HEIGHT") BigDecimal height;
    @Column(name = "CONTAINER_SIZE") String size;
}

@Entity
@Table(name = "BLC_SKU", indexes = {
    @Index(name = "SKU_UPC_INDEX", columnList = "UPC"),
    @Index(name = "SKU_NAME_INDEX", columnList = "NAME"),
    @Index(name = "SKU_RETAIL_INDEX", columnList = "RETAIL_PRICE")})
@SecondaryTable(name = "BLC_SKU_SHIPPING", pkJoinColumns = @PrimaryKeyJoinColumn(name = "SKU_ID"))
class Sku {
    @Id @GeneratedValue @Column(name = "SKU_ID") Long id;
    @Column(name = "UPC") String upc;
    @Column(name = "NAME") String name;
    @Column(name = "RETAIL_PRICE", precision = 19, scale = 5) BigDecimal retailPrice;
    @Column(name = "SALE_PRICE", precision = 19, scale = 5) BigDecimal salePrice;
    @Column(name = "LONG_DESCRIPTION", length = 1048576) String longDescription;
    @Embedded Archive archive;
    @Embedded Dimension dimension;
    @Column(name = "SHIPPING_CLASS", table = "BLC_SKU_SHIPPING") String shippingClass;
    @Column(name = "WEIGHT", table = "BLC_SKU_SHIPPING", precision = 10, scale = 3) BigDecimal weight;
}

@Entity
@Inheritance(strategy = InheritanceType.JOINED)
@Table(name = "BLC_ORDER_ITEM", indexes = @Index(name = "ORDERITEM_PARENT_INDEX", columnList = "PARENT_ITEM_ID"))
class OrderItem {
    @Id @GeneratedValue @Column(name = "ORDER_ITEM_ID") Long id;
    @Column(name = "PRICE", precision = 19, scale = 5) BigDecimal price;
    @Column(name = "QUANTITY", nullable = false) int quantity;
    @Column(name = "NAME") String name;
    @ManyToOne @JoinColumn(name = "PARENT_ITEM_ID") OrderItem parent;
    @OneToMany(mappedBy = "orderItem") @MapKey(name = "name") Map<String, OrderItemAttribute> attributes;
}

@Entity
@Table(name = "BLC_ORDER_ITEM_ATTRIBUTE", uniqueConstraints = @UniqueConstraint(name = "ATTR_NAME_ORDER_ITEM_ID", columnNames = {"NAME", "ORDER_ITEM_ID"}))
class OrderItemAttribute {
    @Id @GeneratedValue @Column(name = "ORDER_ITEM_ATTRIBUTE_ID") Long id;
    @Column(name = "NAME", nullable = false) String name;
    @Column(name = "CONTENT", nullable = false) String content;
    @ManyToOne(optional = false) @JoinColumn(name = "ORDER_ITEM_ID") OrderItem orderItem;
}

@Entity
@Table(name = "BLC_DISCRETE_ORDER_ITEM")
class DiscreteOrderItem extends OrderItem {
    @ManyToOne(optional = false) @JoinColumn(name = "SKU_ID", nullable = false) Sku sku;
    @ManyToOne @JoinColumn(name = "BUNDLE_ORDER_ITEM_ID") BundleOrderItem bundle;
    @ElementCollection
    @MapKeyColumn(name = "NAME")
    @Column(name = "CONTENT")
    @CollectionTable(name = "BLC_ORDER_ITEM_ADD_ATTR", joinColumns = @JoinColumn(name = "ORDER_ITEM_ID"))
    Map<String, String> additional;
}

@Entity
@Table(name = "BLC_GIFTWRAP_ORDER_ITEM")
class GiftWrapOrderItem extends DiscreteOrderItem {
    @Column(name = "WRAPPING", length = 30) String wrapping;
}

@Entity
@Table(name = "BLC_BUNDLE_ORDER_ITEM")
class BundleOrderItem extends OrderItem {
    @Column(name = "BASE_RETAIL_PRICE", precision = 19, scale = 5) BigDecimal baseRetailPrice;
}

@Entity
@Table(name = "BLC_PAYMENT_TRANSACTION")
class PaymentTransaction {
    @Id @GeneratedValue @Column(name = "PAYMENT_TRANSACTION_ID") Long id;
    @Column(name = "TRANSACTION_AMOUNT") BigDecimal amount;
    @Column(name = "DATE_RECORDED") LocalDateTime date;
    @Column(name = "RAW_RESPONSE") @Lob String rawResponse;
    @Column(name = "SUCCESS") Boolean success;
    @Embedded Archive archive;
    @ManyToOne @JoinColumn(name = "PARENT_TRANSACTION") PaymentTransaction parent;
}
