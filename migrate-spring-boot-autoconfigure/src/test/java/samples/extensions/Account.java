package samples.extensions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;

/** An entity whose columns have the types and a function of extensions of PostgreSQL. */
@Entity
public class Account {

    @Id
    @ColumnDefault("uuid_generate_v4()")
    UUID id;

    @Column(columnDefinition = "citext", nullable = false, unique = true)
    String email;

    @Column(columnDefinition = "hstore")
    String attributes;

    String name;
}
