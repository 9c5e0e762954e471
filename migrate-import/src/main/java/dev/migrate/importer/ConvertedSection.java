package dev.migrate.importer;

/**
 * A section of a revision.
 *
 * @param source the text that it is from
 * @param text its text
 * @param transactional whether its statements share a transaction
 */
record ConvertedSection(SourceText source, String text, boolean transactional) {

    ConvertedSection withoutTransaction() {
        return new ConvertedSection(this.source, this.text, false);
    }

    String render(String name) {
        boolean ended = this.text.isEmpty() || this.text.endsWith("\n") || this.text.endsWith("\r");
        return "-- migrate:" + name + (this.transactional ? "" : " transaction=off") + "\n" + this.text
                + (ended ? "" : "\n");
    }
}
