package dev.migrate.spring.boot.model.archive;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Letter {

    @Id
    Long id;
}
