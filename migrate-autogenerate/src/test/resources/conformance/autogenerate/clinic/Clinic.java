package clinic;
import jakarta.persistence.*;
import java.time.LocalDate;
import java.util.*;
/** Vets, owners, their pets and the visits of those, in the tables of Spring's example. */
public class Clinic {
  @MappedSuperclass public static class Numbered {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) public Integer id;
  }
  @MappedSuperclass public static class Named extends Numbered {
    @Column public String name;
  }
  @MappedSuperclass public static class Person extends Numbered {
    @Column(length = 30) public String firstName;
    @Column(length = 30) public String lastName;
  }
  @Entity(name = "Specialty") @Table(name = "specialties", indexes = @Index(columnList = "name")) public static class Specialty extends Named {}
  @Entity(name = "PetType") @Table(name = "types", indexes = @Index(columnList = "name")) public static class PetType extends Named {}
  @Entity(name = "Vet") @Table(name = "vets", indexes = @Index(columnList = "last_name")) public static class Vet extends Person {
    @ManyToMany(fetch = FetchType.EAGER)
    @JoinTable(name = "vet_specialties", joinColumns = @JoinColumn(name = "vet_id"), inverseJoinColumns = @JoinColumn(name = "specialty_id"))
    public Set<Specialty> specialties;
  }
  @Entity(name = "Owner") @Table(name = "owners", indexes = @Index(columnList = "last_name")) public static class Owner extends Person {
    public String address;
    @Column(length = 80) public String city;
    @Column(length = 20) public String telephone;
    @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER) @JoinColumn(name = "owner_id") @OrderBy("name") public List<Pet> pets;
  }
  @Entity(name = "Pet") @Table(name = "pets", indexes = @Index(columnList = "name")) public static class Pet extends Named {
    public LocalDate birthDate;
    @ManyToOne @JoinColumn(name = "type_id") public PetType type;
    @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER) @JoinColumn(name = "pet_id") @OrderBy("date ASC") public Set<Visit> visits;
  }
  @Entity(name = "Visit") @Table(name = "visits") public static class Visit extends Numbered {
    @Column(name = "visit_date") public LocalDate date;
    public String description;
  }
}
