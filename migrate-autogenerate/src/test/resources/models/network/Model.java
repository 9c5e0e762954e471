package network;

import jakarta.persistence.*;
import java.time.*;
import java.util.*;
import org.hibernate.annotations.*;
import org.hibernate.type.SqlTypes;

enum PrincipalType { USER, STACK, ROLE }

enum State { CREATED, ACTIVE, RETIRED }

@Entity
@Table(name = "subnet")
class Subnet {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "subnet_gen")
    @SequenceGenerator(name = "subnet_gen", sequenceName = "subnet_seq")
    Long id;
    @Column(nullable = false, length = 60) String name;
    @Enumerated(EnumType.ORDINAL) State state;
    @CreationTimestamp Instant createdAt;
    @UpdateTimestamp Instant updatedAt;
}

@Entity
@Table(name = "subnet_rbac")
class SubnetRbac {
    @Id @GeneratedValue(strategy = GenerationType.UUID) UUID id;
    @ManyToOne(fetch = FetchType.LAZY) @JoinColumn(name = "subnet_id", nullable = false) Subnet subnet;
    @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.NAMED_ENUM) @Column(nullable = false) PrincipalType principalType;
    @Column(nullable = false) UUID principalId;
    @JdbcTypeCode(SqlTypes.ARRAY) List<String> permissions;
    @Column(nullable = false) @ColumnDefault("0") int priority;
    LocalTime startsAt;
    Duration lease;
}

@Entity
@Table(name = "lease_log")
class LeaseLog {
    @Id Long id;
    @OneToOne @MapsId @JoinColumn(name = "subnet_id") Subnet subnet;
    @Column(columnDefinition = "varchar(200) default 'none'") String reason;
}
