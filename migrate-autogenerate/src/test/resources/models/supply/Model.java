package supply;

import jakarta.persistence.*;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

enum RightType { ORDER, REPORTS, SUPERVISION }

@MappedSuperclass
abstract class Keyed {
    @Id @GeneratedValue UUID id;
}

@Entity
@Table(name = "rights", schema = "catalog")
class AccessRight extends Keyed {
    @Column(nullable = false, unique = true, length = 100) String name;
    @Column(nullable = false) @Enumerated(EnumType.STRING) RightType type;
    @ManyToMany
    @JoinTable(name = "right_attachments", schema = "catalog",
            joinColumns = @JoinColumn(name = "rightid", nullable = false),
            inverseJoinColumns = @JoinColumn(name = "attachmentid", nullable = false))
    Set<AccessRight> attachments;
}

@Entity
@Table(name = "nodes", schema = "catalog")
class Node extends Keyed {
    @Column(nullable = false, unique = true, length = 50) String code;
    @Column(length = 1000) String description;
    @ManyToOne @JoinColumn(name = "parentid") Node parent;
    @ManyToOne @JoinColumn(name = "partnerid") Node partner;
    @JdbcTypeCode(SqlTypes.JSON) Map<String, String> extraData;
}

@Embeddable
class Version implements Serializable {
    @Column(name = "id") UUID id;
    @Column(name = "version_number") Long number;

    public boolean equals(Object other) {
        return other instanceof Version version && Objects.equals(version.id, this.id) && Objects.equals(version.number, this.number);
    }

    public int hashCode() {
        return Objects.hash(this.id, this.number);
    }
}

@Embeddable
class Code {
    @Column(nullable = false, length = 100) String code;
}

@Entity
@Table(name = "items", schema = "catalog")
class Item {
    @EmbeddedId Version version;
    @Embedded Code code;
    String fullName;
    BigDecimal price;
    @ElementCollection
    @MapKeyColumn(name = "issuer", length = 40)
    @Column(name = "identifier")
    @CollectionTable(name = "item_identifiers", schema = "catalog", joinColumns = {
        @JoinColumn(name = "itemid", referencedColumnName = "id"),
        @JoinColumn(name = "itemversion", referencedColumnName = "version_number")})
    Map<String, String> identifiers;
}

@Entity
@Table(name = "item_children", schema = "catalog",
        uniqueConstraints = @UniqueConstraint(name = "unq_item_parent", columnNames = {"itemid", "itemversion", "parentid", "parentversion"}))
class ItemChild extends Keyed {
    @ManyToOne
    @JoinColumns({
        @JoinColumn(name = "parentid", referencedColumnName = "id", nullable = false),
        @JoinColumn(name = "parentversion", referencedColumnName = "version_number", nullable = false)})
    Item parent;
    @ManyToOne
    @JoinColumns({
        @JoinColumn(name = "itemid", referencedColumnName = "id", nullable = false),
        @JoinColumn(name = "itemversion", referencedColumnName = "version_number", nullable = false)})
    Item item;
    Long quantity;
}

@Entity
@Table(name = "dispensables", schema = "catalog")
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
@DiscriminatorColumn(name = "type", discriminatorType = DiscriminatorType.STRING)
@DiscriminatorValue("abstract")
abstract class Dispensable extends Keyed {
    @ElementCollection
    @MapKeyColumn(name = "name", length = 60)
    @Column(name = "content")
    @CollectionTable(name = "dispensable_attributes", schema = "catalog", joinColumns = @JoinColumn(name = "dispensableid"))
    Map<String, String> attributes;
}

@Entity
@DiscriminatorValue("default")
class DefaultDispensable extends Dispensable {}

@Entity
@DiscriminatorValue("container")
class ContainerDispensable extends Dispensable {
    Integer capacity;
}
