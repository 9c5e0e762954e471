package fleet;

import jakarta.persistence.*;
import java.io.Serializable;
import java.util.*;

enum UpdateStatus { UNKNOWN, IN_SYNC, PENDING, ERROR }

@Converter
class StatusNumber implements AttributeConverter<UpdateStatus, Integer> {
    public Integer convertToDatabaseColumn(UpdateStatus status) {
        return status == null ? null : status.ordinal();
    }

    public UpdateStatus convertToEntityAttribute(Integer number) {
        return number == null ? null : UpdateStatus.values()[number];
    }
}

@MappedSuperclass
abstract class Base {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
    @Version @Column(name = "optlock_revision") int revision;
    @Column(name = "created_by", updatable = false, nullable = false, length = 64) String createdBy;
    @Column(name = "created_at", updatable = false, nullable = false) long createdAt;
}

@MappedSuperclass
abstract class TenantOwned extends Base {
    @Column(nullable = false, length = 40, updatable = false) String tenant;
}

@Entity
@Table(name = "sp_target", indexes = {
    @Index(name = "sp_idx_target_01", columnList = "tenant, controller_id"),
    @Index(name = "sp_idx_target_prim", columnList = "tenant, id")})
class Target extends TenantOwned {
    @Column(name = "controller_id", length = 256, updatable = false, nullable = false) String controllerId;
    @Column(name = "sec_token", nullable = false, length = 128) String securityToken;
    @Column(name = "update_status", nullable = false) @Convert(converter = StatusNumber.class) UpdateStatus updateStatus;
    @ElementCollection
    @CollectionTable(name = "sp_target_attributes", joinColumns = @JoinColumn(name = "target", nullable = false))
    @MapKeyColumn(name = "attribute_key", length = 128)
    @Column(name = "attribute_value", length = 128)
    Map<String, String> attributes;
    @ManyToMany
    @JoinTable(name = "sp_target_target_tag",
            joinColumns = @JoinColumn(name = "target", nullable = false),
            inverseJoinColumns = @JoinColumn(name = "tag", nullable = false))
    Set<TargetTag> tags;
}

@Entity
@Table(name = "sp_target_tag", uniqueConstraints = @UniqueConstraint(name = "uk_target_tag", columnNames = {"name", "tenant"}))
class TargetTag extends TenantOwned {
    @Column(nullable = false, length = 64) String name;
    @Column(length = 16) String colour;
}

@Entity
@Table(name = "sp_rollout", uniqueConstraints = @UniqueConstraint(name = "uk_rollout", columnNames = {"name", "tenant"}))
class Rollout extends TenantOwned {
    @Column(nullable = false, length = 128) String name;
    @Column(name = "target_filter", length = 1024, nullable = false) String targetFilter;
    @Column(name = "start_at") Long startAt;
    Integer weight;
    @Column(name = "is_dynamic") Boolean dynamic;
    @Column(name = "access_control_context") @Lob String accessControlContext;
}

@Entity
@Table(name = "sp_rolloutgroup")
class RolloutGroup extends TenantOwned {
    @ManyToOne(optional = false) @JoinColumn(name = "rollout", nullable = false, updatable = false) Rollout rollout;
    @ManyToOne @JoinColumn(name = "parent") RolloutGroup parent;
    @Column(nullable = false, length = 128) String name;
}

class GroupTargetKey implements Serializable {
    Long rolloutGroup;
    Long target;

    public boolean equals(Object other) {
        return other instanceof GroupTargetKey key && Objects.equals(key.rolloutGroup, this.rolloutGroup) && Objects.equals(key.target, this.target);
    }

    public int hashCode() {
        return Objects.hash(this.rolloutGroup, this.target);
    }
}

@Entity
@IdClass(GroupTargetKey.class)
@Table(name = "sp_rollout_target_group")
class GroupTarget {
    @Id @ManyToOne(optional = false) @JoinColumn(name = "rollout_group", nullable = false, updatable = false) RolloutGroup rolloutGroup;
    @Id @ManyToOne(optional = false) @JoinColumn(name = "target", nullable = false, updatable = false) Target target;
}

@Entity
@Table(name = "sp_action_status")
class ActionStatus extends TenantOwned {
    @Column(name = "target_occurred_at", nullable = false, updatable = false) long occurredAt;
    @ManyToOne(optional = false) @JoinColumn(name = "target", nullable = false) Target target;
    @ElementCollection
    @CollectionTable(name = "sp_action_status_messages", joinColumns = @JoinColumn(name = "action_status", nullable = false))
    @Column(name = "detail_message", length = 512, nullable = false)
    List<String> messages;
    Integer code;
}
