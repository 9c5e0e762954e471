package dev.migrate.spring.boot.autoconfigure.properties;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * The keys that a class of configuration properties binds.
 *
 * @param children the keys below this one, by their canonical names
 * @param mapValue the tree below each key of a map, if this key is a map
 * @param indexed whether this key is a list
 * @param name the key in the notation of the documentation
 */
record PropertyTree(
        Map<String, PropertyTree> children, @Nullable PropertyTree mapValue, boolean indexed, String name) {

    private static final String OWN = "dev.migrate.";

    /** Returns the keys of a class of properties. */
    static PropertyTree of(Class<?> properties) {
        return tree("", ResolvableType.forClass(properties));
    }

    private static PropertyTree tree(String name, ResolvableType type) {
        Class<?> raw = type.toClass();
        if (Map.class.isAssignableFrom(raw)) {
            return new PropertyTree(Map.of(), tree("", type.asMap().getGeneric(1)), false, name);
        }
        if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
            return new PropertyTree(Map.of(), null, true, name);
        }
        Map<String, PropertyTree> children = new TreeMap<>();
        if (raw.getName().startsWith(OWN) && !raw.isEnum()) {
            Arrays.stream(BeanUtils.getPropertyDescriptors(raw))
                    .filter((property) -> property.getReadMethod() != null
                            && !property.getName().equals("class"))
                    .forEach((property) -> {
                        String child = DataObjectPropertyName.toDashedForm(property.getName());
                        children.put(
                                uniform(child),
                                tree(child, ResolvableType.forMethodReturnType(property.getReadMethod(), raw)));
                    });
        }
        return new PropertyTree(children, null, false, name);
    }

    private static String uniform(String name) {
        return ConfigurationPropertyName.of(name).getElement(0, Form.UNIFORM);
    }

    /** Returns whether the elements of a name from an index on are a key of this tree. */
    boolean has(ConfigurationPropertyName name, int from) {
        if (from == name.getNumberOfElements()) {
            return true;
        }
        if (this.indexed) {
            return name.isNumericIndex(from) && from + 1 == name.getNumberOfElements();
        }
        PropertyTree next =
                this.mapValue != null ? this.mapValue : this.children.get(name.getElement(from, Form.UNIFORM));
        return next != null && next.has(name, from + 1);
    }

    /** Returns the tree below the deepest map in the path of a name, and the number of elements in that path. */
    Optional<Map.Entry<Integer, PropertyTree>> deepestMap(ConfigurationPropertyName name, int from) {
        if (from + 1 >= name.getNumberOfElements()) {
            return Optional.empty();
        }
        PropertyTree child = this.children.get(name.getElement(from, Form.UNIFORM));
        return child == null || child.mapValue == null
                ? Optional.empty()
                : Optional.of(Map.entry(from + 2, child.mapValue));
    }

    /** Returns all keys below this one, in the notation of the documentation. */
    List<String> keys() {
        return this.children.values().stream().flatMap(PropertyTree::named).toList();
    }

    private Stream<String> named() {
        return this.children.isEmpty() ? Stream.of(this.name) : keys().stream().map((key) -> this.name + "." + key);
    }
}
