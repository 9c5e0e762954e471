package records;

import jakarta.persistence.*;
import java.io.Serializable;
import java.time.*;
import java.util.*;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.type.SqlTypes;

enum Laterality { LEFT, RIGHT, BILATERAL }

enum Certainty { PROVISIONAL, CONFIRMED }

@MappedSuperclass
@Audited
abstract class Recorded {
    @Column(name = "date_created", nullable = false, updatable = false) LocalDateTime dateCreated;
    @Column(nullable = false) Boolean voided = false;
    @Column(name = "void_reason", length = 255) String voidReason;
}

@Entity
@Table(name = "concept")
@Audited
class Concept extends Recorded {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) @Column(name = "concept_id") Integer conceptId;
    @Column(nullable = false) String name;
    @ManyToMany
    @JoinTable(name = "concept_tag_map", joinColumns = @JoinColumn(name = "concept_id"), inverseJoinColumns = @JoinColumn(name = "tag_id"))
    Set<ConceptTag> tags;
}

@Entity
@Table(name = "concept_tag")
@Audited
class ConceptTag {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Integer id;
    @Column(length = 50) String tag;
}

@Entity
@Table(name = "orders")
@Audited
@Inheritance(strategy = InheritanceType.JOINED)
class Prescription extends Recorded {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) @Column(name = "order_id") Integer orderId;
    @ManyToOne @JoinColumn(name = "concept_id", nullable = false) Concept concept;
    @Column(length = 2000) String instructions;
    @Column(name = "date_activated", nullable = false) LocalDateTime dateActivated;
}

@Entity
@Table(name = "drug_order")
@PrimaryKeyJoinColumn(name = "order_id")
@OnDelete(action = OnDeleteAction.CASCADE)
@Audited
class DrugOrder extends Prescription {
    Double dose;
    @Column(name = "as_needed", nullable = false) Boolean asNeeded = false;
    @JdbcTypeCode(SqlTypes.VARCHAR) @Column(name = "dosing_type") Class<?> dosingType;
    @Column(name = "brand_name") String brandName;
}

@MappedSuperclass
@Audited
abstract class ServiceOrder extends Prescription {
    @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) @Column(length = 20) Laterality laterality;
    @Column(name = "number_of_repeats") Integer numberOfRepeats;
}

@Entity
@Table(name = "test_order")
@PrimaryKeyJoinColumn(name = "order_id")
@OnDelete(action = OnDeleteAction.CASCADE)
@Audited
class TestOrder extends ServiceOrder {}

@Embeddable
class CodedOrFreeText {
    @ManyToOne Concept coded;
    String nonCoded;
}

@Entity
@Table(name = "diagnosis")
@Audited
class Diagnosis extends Recorded {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) @Column(name = "diagnosis_id") Integer diagnosisId;
    @Embedded
    @AttributeOverride(name = "nonCoded", column = @Column(name = "diagnosis_non_coded"))
    @AssociationOverride(name = "coded", joinColumns = @JoinColumn(name = "diagnosis_coded"))
    CodedOrFreeText diagnosis;
    @Enumerated(EnumType.STRING) @Column(length = 50) Certainty certainty;
    @Column(name = "dx_rank", nullable = false) Integer rank;
}

class IngredientKey implements Serializable {
    Integer compound;
    Integer ingredient;

    public boolean equals(Object other) {
        return other instanceof IngredientKey key && Objects.equals(key.compound, this.compound) && Objects.equals(key.ingredient, this.ingredient);
    }

    public int hashCode() {
        return Objects.hash(this.compound, this.ingredient);
    }
}

@Entity
@Table(name = "drug_ingredient")
@IdClass(IngredientKey.class)
@Audited
class Ingredient {
    @Id @ManyToOne @JoinColumn(name = "compound_id") Concept compound;
    @Id @ManyToOne @JoinColumn(name = "ingredient_id") Concept ingredient;
    Double strength;
}
