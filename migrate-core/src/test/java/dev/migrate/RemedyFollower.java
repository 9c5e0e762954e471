package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the remedy of a failure literally: runs its commands in their order. */
final class RemedyFollower {

    private static final Pattern STEP = Pattern.compile("(Correct the statement in the script)"
            + "|'migrate repair (\\S+) --(accept|not-done)'"
            + "|[Rr]un the (upgrade|downgrade)( across it)? again");

    private final String revision;
    private final String target;
    private final List<String> followed = new ArrayList<>();

    RemedyFollower(String revision, String target) {
        this.revision = revision;
        this.target = target;
    }

    /**
     * Follows the remedy up to the upgrade or downgrade that it repeats.
     *
     * @param engine a new engine, which reads the scripts again
     * @param correction corrects the statement
     */
    RemedyFollower follow(MigrateException failure, Supplier<MigrationEngine> engine, Runnable correction) {
        Matcher step = STEP.matcher(failure.remedy().in(Wording.properties()));
        while (step.find()) {
            this.followed.add(step.group());
            if (step.group(1) != null) {
                correction.run();
            } else if (step.group(2) != null) {
                assertThat(step.group(2)).isEqualTo(this.revision);
                RepairRequest.Verdict verdict =
                        step.group(3).equals("accept") ? RepairRequest.Verdict.ACCEPT : RepairRequest.Verdict.NOT_DONE;
                engine.get().repair(RepairRequest.of(this.revision, verdict));
            } else if (step.group(4).equals("upgrade")) {
                engine.get().upgrade(MigrationRequest.to(this.target));
                return this;
            } else {
                engine.get().downgrade(MigrationRequest.to(this.target));
                return this;
            }
        }
        throw new AssertionError(
                "No upgrade or downgrade follows from: " + failure.remedy().in(Wording.properties()));
    }

    List<String> followed() {
        return this.followed;
    }
}
