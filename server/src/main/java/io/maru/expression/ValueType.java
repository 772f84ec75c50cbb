package io.maru.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a name stands for and what an expression yields. Each but a list and a truth may have no value: {@code null}. */
public enum ValueType {
    /** {@link String} */
    TEXT(NullableType.create(SimpleType.STRING)),
    /** {@link Double} */
    NUMBER(NullableType.create(SimpleType.DOUBLE)),
    /** {@link Long}: ids, priorities. */
    WHOLE(NullableType.create(SimpleType.INT)),
    /** {@link Boolean} */
    TRUTH(SimpleType.BOOL),
    /** {@link Instant} */
    INSTANT(NullableType.create(SimpleType.TIMESTAMP)),
    /** {@link Duration} */
    DURATION(NullableType.create(SimpleType.DURATION)),
    /** {@link List} of {@link String} */
    TEXTS(ListType.create(SimpleType.STRING)),
    /** {@link List} of {@link Long} */
    WHOLES(ListType.create(SimpleType.INT));

    private final CelType type;

    ValueType(CelType type) {
        this.type = type;
    }

    CelType type() {
        return type;
    }

    /** Whether a checked expression of this type yields such a value. */
    boolean isYieldedBy(CelType result) {
        return type.equals(result)
                || type instanceof NullableType nullable
                        && nullable.targetType().equals(result);
    }
}
