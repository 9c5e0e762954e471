/** What has to be done to get from one state to another, worked out before anything runs. */
@NullMarked
package dev.migrate.plan;

import org.jspecify.annotations.NullMarked;
