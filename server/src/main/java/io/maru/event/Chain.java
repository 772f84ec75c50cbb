package io.maru.event;

import java.util.List;
import java.util.function.Supplier;

/** What caused what this thread does, the first cause first; every event that is written meanwhile carries it. */
public final class Chain {

    private static final ScopedValue<List<String>> CURRENT = ScopedValue.newInstance();

    private Chain() {}

    /** Empty when a person does it. */
    public static List<String> current() {
        return CURRENT.orElse(List.of());
    }

    /** Does something of which these are the causes. */
    public static <T> T within(List<String> causes, Supplier<T> work) {
        return ScopedValue.where(CURRENT, List.copyOf(causes)).call(work::get);
    }
}
