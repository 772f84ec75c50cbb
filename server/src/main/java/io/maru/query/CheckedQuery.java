package io.maru.query;

import java.util.List;

/** A query that can be asked. */
record CheckedQuery(Criterion where, List<Sort> order) {

    record Sort(QueryField field, boolean descending) {}
}
