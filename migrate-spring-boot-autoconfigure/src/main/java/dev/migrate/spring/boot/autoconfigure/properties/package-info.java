/** Configuration properties of engines. Internal, except for the property classes. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.properties;

import org.jspecify.annotations.NullMarked;
