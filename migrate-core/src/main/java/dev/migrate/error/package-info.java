/**
 * The exceptions of Migrate, each with a code, a message, and a remedy, and the escaping of untrusted text in output.
 */
@NullMarked
package dev.migrate.error;

import org.jspecify.annotations.NullMarked;
