package io.maru.desk;

import java.util.Comparator;
import java.util.List;

/** What a desk offers, in the order in which it is shown: group by group, then what stands in no group. */
record Catalogue(List<RequestTypeGroup> groups, List<RequestType> requestTypes) {

    static final Catalogue EMPTY = new Catalogue(List.of(), List.of());

    Catalogue {
        groups = List.copyOf(groups);
        requestTypes = List.copyOf(requestTypes);
    }

    /** @param groups in their order */
    static Catalogue of(List<RequestTypeGroup> groups, List<RequestType> requestTypes) {
        List<Long> order = groups.stream().map(RequestTypeGroup::id).toList();
        Comparator<RequestType> byGroup =
                Comparator.comparingInt(type -> type.groupId() == null ? order.size() : order.indexOf(type.groupId()));
        return new Catalogue(
                groups,
                requestTypes.stream()
                        .sorted(byGroup.thenComparingInt(RequestType::position).thenComparingLong(RequestType::id))
                        .toList());
    }
}
