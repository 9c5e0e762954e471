package samples.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;

@Entity
@NamedQuery(name = "Customer.ofSchool", query = "select c from Customer c where c.displayName = :name")
public class Customer {

    @Id
    @GeneratedValue
    Long id;

    @Column(nullable = false, length = 100)
    String displayName;

    @Convert(converter = ColourConverter.class)
    Colour colour;

    public record Colour(int red, int green, int blue) {}
}
