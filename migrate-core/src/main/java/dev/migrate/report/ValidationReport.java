package dev.migrate.report;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The findings of a validation.
 *
 * @param findings all findings, those of the scripts first
 */
public record ValidationReport(List<Finding> findings) {

    public ValidationReport {
        findings = List.copyOf(findings);
    }

    /** Returns whether no finding is an error. */
    public boolean valid() {
        return this.findings.stream().noneMatch(Finding::isError);
    }

    /** Returns this report with the messages and remedies mapped by a function. */
    public ValidationReport worded(UnaryOperator<String> words) {
        return new ValidationReport(this.findings.stream()
                .map((finding) -> new Finding(
                        finding.code(),
                        finding.severity(),
                        finding.location(),
                        words.apply(finding.message()),
                        words.apply(finding.remedy())))
                .toList());
    }

    /** Returns this report with additional findings. */
    public ValidationReport with(List<Finding> others) {
        return new ValidationReport(
                Stream.concat(this.findings.stream(), others.stream()).toList());
    }
}
