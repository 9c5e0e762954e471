package dev.migrate.spring.boot.autoconfigure.actuate;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.util.StringUtils;

/** The commands of a write request. */
enum WriteCommand {
    UPGRADE,
    DOWNGRADE,
    STAMP;

    static WriteCommand of(String word) {
        return Arrays.stream(values())
                .filter((command) -> command.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        RequestRejection.NO_SUCH_COMMAND,
                        "There is no command '" + StringUtils.truncate(word) + "'.",
                        "Send the request to 'upgrade', 'downgrade', or 'stamp'."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
