package io.maru.expression;

import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelFunctionOverload.Binary;
import dev.cel.runtime.CelFunctionOverload.Unary;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What can be made of texts, lists and times where values are written: {@code ticket.summary.left(40).toUpperCase()},
 * {@code now.plusDays(7).format("yyyy-MM-dd")}, {@code ticket.assignee.orElse("nobody")}. None yields a text that is longer than
 * {@value #LONGEST_TEXT} characters: what would is undecided.
 */
final class ValueFunctions {

    static final int LONGEST_TEXT = 100_000;

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);

    private final CelBuilder language;
    private final Map<String, List<CelOverloadDecl>> declared = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bound = new ArrayList<>();

    private ValueFunctions(CelBuilder language) {
        this.language = language;
    }

    /** @param zone in which days begin and times are written */
    static void add(CelBuilder language, ZoneId zone) {
        ValueFunctions functions = new ValueFunctions(language);
        functions.ofTexts();
        functions.ofLists();
        functions.ofTimes(zone);
        functions.orElse();
        functions.build();
    }

    private void ofTexts() {
        one("toLowerCase", TEXT, TEXT, String.class, text -> limited(text.toLowerCase(Locale.ROOT)));
        one("toUpperCase", TEXT, TEXT, String.class, text -> limited(text.toUpperCase(Locale.ROOT)));
        one("trim", TEXT, TEXT, String.class, String::strip);
        two("left", TEXT, TEXT, SimpleType.INT, String.class, Long.class, (text, length) -> part(text, 0, length));
        two("right", TEXT, TEXT, SimpleType.INT, String.class, Long.class, (text, length) -> {
            long all = length(text);
            return part(text, Math.max(0, all - Math.max(0, length)), all);
        });
        three(
                "substring",
                TEXT,
                List.of(TEXT, SimpleType.INT, SimpleType.INT),
                List.of(String.class, Long.class, Long.class),
                given -> part((String) given[0], (Long) given[1], (Long) given[2]));
        three(
                "replace",
                TEXT,
                List.of(TEXT, TEXT, TEXT),
                List.of(String.class, String.class, String.class),
                given -> replaced((String) given[0], (String) given[1], (String) given[2]));
    }

    private void ofLists() {
        two("join", TEXT, TEXTS, TEXT, List.class, String.class, (list, between) -> joined(list, between));
        one("first", NullableType.create(TEXT), TEXTS, List.class, list -> orNothing(list, 0));
        one("last", NullableType.create(TEXT), TEXTS, List.class, list -> orNothing(list, list.size() - 1));
    }

    private void ofTimes(ZoneId zone) {
        CelType time = SimpleType.TIMESTAMP;
        Map<String, Period> periods = Map.of(
                "Days",
                Period.ofDays(1),
                "Weeks",
                Period.ofWeeks(1),
                "Months",
                Period.ofMonths(1),
                "Years",
                Period.ofYears(1));
        periods.forEach((name, period) -> {
            two(
                    "plus" + name,
                    time,
                    time,
                    SimpleType.INT,
                    Instant.class,
                    Long.class,
                    (at, number) -> later(at, period, number, zone));
            two(
                    "minus" + name,
                    time,
                    time,
                    SimpleType.INT,
                    Instant.class,
                    Long.class,
                    (at, number) -> later(at, period, Math.negateExact(number), zone));
        });
        Map<String, Long> seconds = Map.of("Minutes", 60L, "Hours", 3_600L);
        seconds.forEach((name, each) -> {
            two(
                    "plus" + name,
                    time,
                    time,
                    SimpleType.INT,
                    Instant.class,
                    Long.class,
                    (at, number) -> at.plusSeconds(Math.multiplyExact(each, number)));
            two(
                    "minus" + name,
                    time,
                    time,
                    SimpleType.INT,
                    Instant.class,
                    Long.class,
                    (at, number) -> at.minusSeconds(Math.multiplyExact(each, number)));
        });
        two(
                "format",
                TEXT,
                time,
                TEXT,
                Instant.class,
                String.class,
                (at, pattern) -> limited(
                        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(at.atZone(zone))));
    }

    /** Of what has no value, another one. */
    private void orElse() {
        for (CelType type :
                List.of(TEXT, SimpleType.DOUBLE, SimpleType.INT, SimpleType.TIMESTAMP, SimpleType.DURATION)) {
            two(
                    "orElse",
                    type,
                    NullableType.create(type),
                    type,
                    Object.class,
                    Object.class,
                    (value, other) -> value instanceof NullValue ? other : value);
        }
    }

    private <A> void one(String name, CelType result, CelType of, Class<A> type, Unary<A> function) {
        String id = declare(name, result, List.of(of));
        bound.add(CelFunctionBinding.from(id, type, function));
    }

    private <A, B> void two(
            String name,
            CelType result,
            CelType of,
            CelType with,
            Class<A> type,
            Class<B> other,
            Binary<A, B> function) {
        String id = declare(name, result, List.of(of, with));
        bound.add(CelFunctionBinding.from(id, type, other, function));
    }

    private void three(
            String name, CelType result, List<CelType> of, List<Class<?>> types, CelFunctionOverload function) {
        String id = declare(name, result, of);
        bound.add(CelFunctionBinding.from(id, types, function));
    }

    private String declare(String name, CelType result, List<CelType> of) {
        List<CelOverloadDecl> overloads = declared.computeIfAbsent(name, any -> new ArrayList<>());
        String id = "value_" + name + "_" + overloads.size();
        overloads.add(CelOverloadDecl.newMemberOverload(id, result, of));
        return id;
    }

    private void build() {
        declared.forEach((name, overloads) ->
                language.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
        language.addFunctionBindings(bound);
    }

    private static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What lies between two places, as far as the text reaches. */
    private static String part(String text, long from, long to) {
        long all = length(text);
        int begin = (int) Math.clamp(from, 0, all);
        int end = (int) Math.clamp(to, begin, all);
        return text.substring(text.offsetByCodePoints(0, begin), text.offsetByCodePoints(0, end));
    }

    private static String replaced(String text, String what, String with) {
        if (what.isEmpty()) {
            return text;
        }
        long times = (text.length() - text.replace(what, "").length()) / what.length();
        if (text.length() + times * (with.length() - what.length()) > LONGEST_TEXT) {
            throw new IllegalArgumentException("Too long");
        }
        return text.replace(what, with);
    }

    private static String joined(List<?> list, String between) {
        long length = list.stream()
                .mapToLong(each -> each.toString().length() + between.length())
                .sum();
        if (length > LONGEST_TEXT) {
            throw new IllegalArgumentException("Too long");
        }
        return list.stream().map(Object::toString).collect(Collectors.joining(between));
    }

    private static Object orNothing(List<?> list, int place) {
        return place >= 0 && place < list.size() ? list.get(place) : NullValue.NULL_VALUE;
    }

    private static Instant later(Instant at, Period period, long number, ZoneId zone) {
        return at.atZone(zone)
                .plus(period.multipliedBy(Math.toIntExact(number)))
                .toInstant();
    }

    private static String limited(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("Too long");
        }
        return text;
    }
}
