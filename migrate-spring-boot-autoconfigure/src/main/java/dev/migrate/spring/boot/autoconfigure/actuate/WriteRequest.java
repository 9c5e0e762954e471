package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A request to upgrade, downgrade, or stamp a database before Actuator has processed it. Actuator merges path, body, and
 * query, and silently uses the last value, so ambiguous requests are rejected first.
 */
final class WriteRequest {

    /** The maximum length of a body, in bytes. */
    static final int MAX_BODY_LENGTH = 64 * 1024;

    private static final int MAX_NAME_LENGTH = 100;

    private final String path;
    private final Map<String, List<String>> query;
    private final byte[] body;

    WriteRequest(String path, Map<String, List<String>> query, byte[] body) {
        this.path = path;
        this.query = query;
        this.body = body;
    }

    /** Returns whether the endpoint accepts a body of a type; Actuator rejects others. */
    static boolean acceptsContentType(@Nullable String contentType) {
        String type = (contentType != null) ? contentType.strip().toLowerCase(Locale.ROOT) : "";
        return type.isEmpty() || (type.startsWith("application/") && type.contains("json"));
    }

    /** Returns the problem for a body that exceeds the maximum length. */
    static ProblemDocument tooLong() {
        return RequestRejection.BODY_TOO_LONG.problem(
                "The body has more than " + MAX_BODY_LENGTH + " bytes.",
                "Send a JSON object with scalar values. Nothing was changed.");
    }

    /** Returns the problem if the request must be rejected. */
    Optional<ProblemDocument> problem() {
        if (this.path.contains(";")) {
            return wrongArgument(
                    "The path contains parameters, which the endpoint does not support.", "Send them in the body.");
        }
        Optional<List<JsonMembers.Member>> members = members();
        if (members.isEmpty()) {
            return wrongArgument(
                    "The body is not a JSON object.", "Send a JSON object, for example {\"target\": \"head\"}.");
        }
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new TreeSet<>();
        this.query.forEach((name, values) -> {
            seen.add(name);
            if (values.size() != 1) {
                repeated.add(name);
            }
        });
        for (JsonMembers.Member member : members.get()) {
            if (!seen.add(member.name())) {
                repeated.add(member.name());
            }
        }
        if (!repeated.isEmpty()) {
            return wrongArgument(
                    "'%s' is specified more than once.".formatted(named(repeated)),
                    "Specify it once, in the body or in the query.");
        }
        if (seen.contains("command")) {
            return wrongArgument("Unknown key 'command': the path specifies the command.", "Remove 'command'.");
        }
        boolean nullDryRun = members.get().stream()
                .anyMatch((member) ->
                        member.name().equals("dryRun") && member.value().equals("null"));
        return nullDryRun
                ? wrongArgument("'dryRun' is null.", "Use true or false, or remove 'dryRun'.")
                : Optional.empty();
    }

    private Optional<List<JsonMembers.Member>> members() {
        if (this.body.length == 0) {
            return Optional.of(List.of());
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(this.body))
                    .toString();
            return JsonMembers.of(text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static String named(Set<String> names) {
        return StringUtils.truncate(String.join("', '", names), MAX_NAME_LENGTH);
    }

    private static Optional<ProblemDocument> wrongArgument(String detail, String remedy) {
        return Optional.of(RequestRejection.WRONG_ARGUMENT.problem(detail, remedy + " Nothing was changed."));
    }
}
