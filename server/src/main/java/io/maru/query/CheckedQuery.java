package io.maru.query;

import java.util.List;

/**
 * A query that can be asked.
 *
 * @param lasting whether the same text means the same to the same person for as long as no {@link
 *     io.maru.platform.ReferenceCaches reference cache} forgets anything: it asks neither for the time nor for what is looked up
 * @param standing whether it means the same to everybody, too: it calls no function
 */
record CheckedQuery(Criterion where, List<Sort> order, boolean lasting, boolean standing) {

    record Sort(QueryField field, boolean descending) {}
}
