package telemetry;

import jakarta.persistence.*;
import java.io.Serializable;
import java.util.*;
import org.hibernate.annotations.*;
import org.hibernate.type.SqlTypes;

enum MeterKind { GAS, WATER, POWER }

enum Severity { CRITICAL, MAJOR, MINOR }

@MappedSuperclass
abstract class Stored {
    @Id UUID id;
    @Column(updatable = false) long createdTime;
}

@MappedSuperclass
abstract class Versioned extends Stored {
    @Version Long version;
}

@Entity
@Table(name = "meter", uniqueConstraints = @UniqueConstraint(name = "meter_name_unq_key", columnNames = {"tenant_id", "name"}))
class Meter extends Versioned {
    @Column(name = "tenant_id") UUID tenantId;
    String name;
    @Enumerated(EnumType.STRING) MeterKind kind;
    @JdbcTypeCode(SqlTypes.JSON) Map<String, String> profile;
    UUID firmwareId;
    @Formula("(SELECT f.title FROM firmware f WHERE f.id = firmware_id)") String firmwareTitle;
}

@MappedSuperclass
abstract class AbstractAlarm extends Stored {
    UUID tenantId;
    UUID originatorId;
    @Enumerated(EnumType.STRING) Severity severity;
    boolean acknowledged;
    Long startTs;
    @Convert(converter = Pairs.class) Map<String, String> details;
}

@Entity
@Table(name = "alarm", indexes = @Index(name = "idx_alarm_originator", columnList = "originator_id, start_ts desc"))
class Alarm extends AbstractAlarm {}

@Converter
class Pairs implements AttributeConverter<Map<String, String>, String> {
    public String convertToDatabaseColumn(Map<String, String> map) {
        return map == null ? null : map.toString();
    }

    public Map<String, String> convertToEntityAttribute(String text) {
        return Map.of();
    }
}

@Embeddable
class ReadingKey implements Serializable {
    UUID meterId;
    int attribute;

    public boolean equals(Object other) {
        return other instanceof ReadingKey key && key.attribute == this.attribute && Objects.equals(key.meterId, this.meterId);
    }

    public int hashCode() {
        return this.attribute;
    }
}

@Entity
@Table(name = "reading")
class Reading {
    @EmbeddedId ReadingKey key;
    Boolean boolValue;
    String strValue;
    Long longValue;
    Double doubleValue;
    Long lastUpdateTs;
}

class LinkKey implements Serializable {
    UUID fromId;
    String fromType;
    UUID toId;
    String toType;

    public boolean equals(Object other) {
        return other instanceof LinkKey key && Objects.equals(key.fromId, this.fromId) && Objects.equals(key.toId, this.toId);
    }

    public int hashCode() {
        return Objects.hash(this.fromId, this.toId);
    }
}

@Entity
@Table(name = "link")
@IdClass(LinkKey.class)
class Link {
    @Id UUID fromId;
    @Id @Column(length = 40) String fromType;
    @Id UUID toId;
    @Id @Column(length = 40) String toType;
    @JdbcTypeCode(SqlTypes.JSON) Map<String, String> info;
}

@Entity
@Table(name = "firmware")
class Firmware extends Stored {
    @Column(nullable = false) String title;
    @Lob byte[] data;
    String checksum;
    Long dataSize;
}
