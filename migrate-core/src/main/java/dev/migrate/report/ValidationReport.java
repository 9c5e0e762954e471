package dev.migrate.report;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a validation found.
 *
 * @param findings all of them, those of the scripts first
 */
public record ValidationReport(List<Finding> findings) {

    public ValidationReport {
        findings = List.copyOf(findings);
    }

    /** Returns whether no finding is an error. */
    public boolean valid() {
        return this.findings.stream().noneMatch(Finding::isError);
    }

    /** Returns the same with other words for its messages and remedies. */
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

    /** Returns the same with more findings. */
    public ValidationReport with(List<Finding> others) {
        return new ValidationReport(
                Stream.concat(this.findings.stream(), others.stream()).toList());
    }
}
