package dev.migrate.maven;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the arguments of a command from the parameters of a goal. Parameters that are not set add no argument. */
final class CommandArguments {

    private final List<String> arguments = new ArrayList<>();

    CommandArguments argument(@Nullable String value) {
        if (value != null) {
            this.arguments.add(value);
        }
        return this;
    }

    CommandArguments arguments(@Nullable List<String> values) {
        if (values != null) {
            this.arguments.addAll(values);
        }
        return this;
    }

    CommandArguments flag(String name, boolean set) {
        if (set) {
            this.arguments.add(name);
        }
        return this;
    }

    CommandArguments option(String name, @Nullable String value) {
        if (value != null) {
            this.arguments.add(name + "=" + value);
        }
        return this;
    }

    CommandArguments options(String name, @Nullable List<String> values) {
        if (values != null) {
            values.forEach((value) -> option(name, value));
        }
        return this;
    }

    /** Adds an option whose value is optional; Maven passes {@code true} for an omitted value. */
    CommandArguments flagOrOption(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return this;
        }
        return value.equals("true") ? flag(name, true) : option(name, value);
    }

    List<String> toList() {
        return List.copyOf(this.arguments);
    }
}
