/** Where the models of an application are found, and how they are asked without the application being started. */
@NullMarked
package dev.migrate.spring.boot.model;

import org.jspecify.annotations.NullMarked;
