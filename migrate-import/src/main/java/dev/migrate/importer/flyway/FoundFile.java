package dev.migrate.importer.flyway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import org.springframework.core.io.Resource;

/**
 * A file in a location of Flyway.
 *
 * @param path the location and the path in it, for messages
 * @param resource the content
 */
record FoundFile(String path, Resource resource) {

    String name() {
        return this.path.substring(this.path.lastIndexOf('/') + 1);
    }

    byte[] bytes() {
        try (InputStream content = this.resource.getInputStream()) {
            return content.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not read '%s'".formatted(this.path), failure);
        }
    }

    URI uri() {
        try {
            return this.resource.getURI();
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not locate '%s'".formatted(this.path), failure);
        }
    }
}
