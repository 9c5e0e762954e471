package samples.archive;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Letter {

    @Id
    Long id;
}
