/** What Migrate costs beside other tools, each measured in processes of its own. */
@NullMarked
package dev.migrate.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
