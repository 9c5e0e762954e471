package dev.migrate.diff;

import dev.migrate.operation.Operation;

/**
 * An operation and its preferred position.
 *
 * @param phase decides if no dependency does
 */
record PlannedOperation(Phase phase, Operation operation) {

    PlannedOperation inverse() {
        return new PlannedOperation(this.phase, this.operation.inverse());
    }
}
