package io.maru.search;

/** Where something is written on a ticket; of answers only those that people write themselves. */
public enum TextField {
    SUMMARY('A'),
    DESCRIPTION('B'),
    COMMENT('C'),
    ANSWERS_AND_FILES('D');

    private final char weight;

    TextField(char weight) {
        this.weight = weight;
    }

    /** PostgreSQL's name for how much a word counts there. */
    char weight() {
        return weight;
    }
}
