package io.maru.query;

/** Where something stands in a query's text, in UTF-16 code units: from the first, to before the second. */
public record Place(int start, int end) {

    static Place between(Place first, Place last) {
        return new Place(first.start, last.end);
    }
}
