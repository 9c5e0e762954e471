package samples.shop;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import samples.shop.Customer.Colour;

@Converter
public class ColourConverter implements AttributeConverter<Colour, Integer> {

    @Override
    public Integer convertToDatabaseColumn(Colour colour) {
        return colour == null ? null : colour.red() << 16 | colour.green() << 8 | colour.blue();
    }

    @Override
    public Colour convertToEntityAttribute(Integer number) {
        return number == null ? null : new Colour(number >> 16, number >> 8 & 0xff, number & 0xff);
    }
}
