package io.maru.field;

import com.google.re2j.Pattern;
import io.maru.people.Groups;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.EmailAddress;
import io.maru.platform.Language;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.platform.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Judges answers to a form, brings them into the one shape in which they are kept, and shows them to people. */
@Service
public class FieldValues {

    /** What a short text may hold when its field says nothing. */
    public static final int SHORT_TEXT_MAXIMUM = 255;

    /** What a long text may hold when its field says nothing, and at most. */
    public static final int LONG_TEXT_MAXIMUM = 100_000;

    /** As many digits as every client can hold exactly. */
    static final BigDecimal NUMBER_MAXIMUM = new BigDecimal("999999999999999");

    static final int DECIMALS_MAXIMUM = 6;

    static final Duration DURATION_MAXIMUM = Duration.ofDays(36_500);

    static final long MINUTE = Duration.ofMinutes(1).toMillis();

    /** As many as a computed number has when its field says nothing. */
    private static final int COMPUTED_DECIMALS = 2;

    static final int CHOICES_MAXIMUM = 200;

    static final int FILES_MAXIMUM = 20;

    static final int PERSONS_MAXIMUM = 50;

    static final int ROWS_MAXIMUM = 200;

    static final int COLUMNS_MAXIMUM = 20;

    private static final int TICKET_KEY_LENGTH = 40;

    private static final Pattern TICKET_KEY = Pattern.compile("[A-Z][A-Z0-9]{1,9}-[1-9][0-9]{0,17}");

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    // More would only repeat the same mistake in a longer answer.
    private static final int UNKNOWN_KEYS_TOLD = 20;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MessageSource messages;
    private final Predicate<Set<Long>> active;
    private final Function<Collection<Long>, Map<Long, PersonReference>> references;
    private final Function<Collection<Long>, Map<Long, String>> groups;
    private final LongPredicate team;
    private final ServiceDirectory services;
    private final Clock clock;
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    @Autowired
    FieldValues(MessageSource messages, Persons persons, Groups groups, ServiceDirectory services, Clock clock) {
        this(messages, persons::allExistAndActive, persons::references, groups::names, groups::isTeam, services, clock);
    }

    FieldValues(
            MessageSource messages,
            Predicate<Set<Long>> active,
            Function<Collection<Long>, Map<Long, PersonReference>> references,
            Function<Collection<Long>, Map<Long, String>> groups,
            LongPredicate team,
            ServiceDirectory services,
            Clock clock) {
        this.messages = messages;
        this.active = active;
        this.references = references;
        this.groups = groups;
        this.team = team;
        this.services = services;
        this.clock = clock;
    }

    /**
     * Takes what a person entered. Nothing is thrown: everything wrong is told at once, each at its own field.
     *
     * <p>Texts come back in Unicode's composed form without control characters; an empty answer does not come back at
     * all. Whether a file is the sender's own is the caller's to ask.
     *
     * @param fields what is asked; a value for anything else is a violation
     * @param values by field key, as on the wire
     * @param pointerPrefix where the values stand in the request, such as {@code /values}
     * @param violations receives what is wrong
     * @param zone in which "today" is meant
     * @return the acceptable answers by field key, in the order of the form
     */
    public Map<String, JsonNode> accept(
            List<FormField> fields,
            Map<String, JsonNode> values,
            String pointerPrefix,
            List<Violation> violations,
            Language language,
            ZoneId zone) {
        Map<String, JsonNode> accepted = new LinkedHashMap<>();
        Set<String> asked = fields.stream().map(field -> field.field().key()).collect(Collectors.toSet());
        values.keySet().stream()
                .filter(key -> !asked.contains(key))
                .limit(UNKNOWN_KEYS_TOLD)
                .forEach(key -> violations.add(Violation.of(pointer(pointerPrefix, key), "field_unknown")));
        for (FormField field : fields) {
            String key = field.field().key();
            Answer answer = new Answer(field.field(), pointer(pointerPrefix, key), violations, language, zone);
            JsonNode value = answer.accept(values.get(key));
            if (value != null) {
                accepted.put(key, value);
            } else if (field.required() && !answer.faulty) {
                answer.reject("required");
            }
        }
        return accepted;
    }

    /**
     * Takes a single answer that stands outside a form.
     *
     * @param pointer where it stands in the request
     * @param violations receives what is wrong with it
     * @return what is to be kept; null for an empty answer and for one that is not acceptable
     */
    public @Nullable JsonNode accept(
            FieldDefinition field,
            JsonNode value,
            String pointer,
            List<Violation> violations,
            Language language,
            ZoneId zone) {
        return new Answer(field, pointer, violations, language, zone).accept(value);
    }

    /** A kept value in words; empty for none. */
    public String display(FieldDefinition field, @Nullable JsonNode value, Language language, ZoneId zone) {
        if (value == null || value.isNull()) {
            return "";
        }
        return switch (field.type()) {
            case SHORT_TEXT, LONG_TEXT -> value.asString();
            case RICH_TEXT -> RichText.of(value.asString()).text();
            case URL, EMAIL -> value.asString();
            case PHONE -> PhoneNumber.shown(value.asString(), language);
            case NUMBER -> number(value.decimalValue(), language);
            case DURATION -> duration(value.asLong(), language);
            case MONEY -> Money.of(value).shown(language);
            case DATE ->
                DateTimeFormatter.ofPattern(language == Language.KO ? "uuuu년 M월 d일" : "d MMM uuuu", language.locale())
                        .format(LocalDate.parse(value.asString()));
            case DATE_TIME -> language.words(Instant.parse(value.asString()).atZone(zone));
            case CHOICE -> optionName(field, value.asString(), language);
            case MULTI_CHOICE ->
                StreamSupport.stream(value.spliterator(), false)
                        .map(chosen -> optionName(field, chosen.asString(), language))
                        .collect(Collectors.joining(", "));
            case CHECKBOX -> yesOrNo(value, language);
            case CONSENT -> consent(value, language, zone);
            case PERSON -> personName(value.asLong());
            case PERSONS ->
                value.valueStream().map(id -> personName(id.asLong())).collect(Collectors.joining(", "));
            case GROUP, TEAM -> groups.apply(Set.of(value.asLong())).getOrDefault(value.asLong(), "");
            case SERVICE ->
                services.name(value.asLong()).map(name -> name.in(language)).orElse("");
            case TICKET -> value.asString();
            case COMPUTED ->
                value.isBoolean()
                        ? yesOrNo(value, language)
                        : value.isNumber() ? number(value.decimalValue(), language) : value.asString();
            case TABLE -> text("field.rows", language, value.size());
            case FILE -> text("field.files", language, value.size());
            case PRIORITY -> text("field.priority." + value.asInt(), language);
        };
    }

    /**
     * A table in words.
     *
     * @param columns what they are called, and of what type their cells are
     * @param rows the cells of each, in the order of the columns; empty for none
     */
    public record Table(List<Heading> columns, List<List<String>> rows) {}

    public record Heading(String key, String name, FieldType type) {}

    /** The rows of a table; null for a field of another kind and for no answer. Columns no longer asked for are there while they hold something. */
    public @Nullable Table table(FieldDefinition field, @Nullable JsonNode value, Language language, ZoneId zone) {
        if (field.type() != FieldType.TABLE || value == null || value.isNull()) {
            return null;
        }
        List<TableColumn> columns = field.settings().tableColumns().stream()
                .filter(column -> column.isActive() || value.valueStream().anyMatch(row -> row.has(column.key())))
                .toList();
        return new Table(
                columns.stream()
                        .map(column -> new Heading(column.key(), column.name().in(language), column.type()))
                        .toList(),
                value.valueStream()
                        .map(row -> columns.stream()
                                .map(column ->
                                        display(column.question().field(), row.get(column.key()), language, zone))
                                .toList())
                        .toList());
    }

    /** What a change did to a table: how many rows it has now, and what became of the others. */
    public String tableChange(
            FieldDefinition field, @Nullable JsonNode before, @Nullable JsonNode after, Language language) {
        TableRows rows = TableRows.between(before, after);
        String columns = field.settings().tableColumns().stream()
                .filter(column -> rows.columns().contains(column.key()))
                .map(column -> column.name().in(language))
                .collect(Collectors.joining(", "));
        List<String> parts = new ArrayList<>();
        if (rows.added() > 0) {
            parts.add(text("field.rows.added", language, rows.added()));
        }
        if (rows.changed() > 0) {
            parts.add(text("field.rows.changed", language, rows.changed(), columns));
        }
        if (rows.removed() > 0) {
            parts.add(text("field.rows.removed", language, rows.removed()));
        }
        String now = text("field.rows", language, after == null ? 0 : after.size());
        return parts.isEmpty() ? now : text("field.rows.change", language, now, String.join(", ", parts));
    }

    private String yesOrNo(JsonNode value, Language language) {
        return text(value.asBoolean() ? "field.checkbox.yes" : "field.checkbox.no", language);
    }

    private String consent(JsonNode value, Language language, ZoneId zone) {
        String at = language.words(Instant.parse(value.path("at").asString()).atZone(zone));
        return text("field.consent", language, personName(value.path("person").asLong()), at);
    }

    /** What is kept of a consent beside that it was given. */
    static JsonNode givenBy(JsonNode consent, long personId) {
        return ((ObjectNode) consent.deepCopy()).put("person", personId);
    }

    private String personName(long id) {
        PersonReference person = references.apply(Set.of(id)).get(id);
        return person == null ? "" : person.displayName();
    }

    private static String optionName(FieldDefinition field, String key, Language language) {
        return field.option(key).map(option -> option.name().in(language)).orElse(key);
    }

    private static String number(BigDecimal value, Language language) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(DECIMALS_MAXIMUM);
        return format.format(value);
    }

    /** {@code 1일 7시간 20분}, {@code 1d 7h 20m}: days of 24 hours, and no parts that are nothing. */
    private String duration(long milliseconds, Language language) {
        Duration duration = Duration.ofMillis(milliseconds);
        String shown = Stream.of(
                        Map.entry("days", duration.toDaysPart()),
                        Map.entry("hours", (long) duration.toHoursPart()),
                        Map.entry("minutes", (long) duration.toMinutesPart()))
                .filter(part -> part.getValue() > 0)
                .map(part -> text("field.duration." + part.getKey(), language, part.getValue()))
                .collect(Collectors.joining(" "));
        return shown.isEmpty() ? text("field.duration.minutes", language, 0) : shown;
    }

    private String text(String key, Language language, Object... arguments) {
        return messages.getMessage(key, arguments, language.locale());
    }

    private static Optional<String> ticketKey(String text) {
        return Optional.of(text.toUpperCase(Locale.ROOT)).filter(TICKET_KEY::matches);
    }

    /** The node that reading it back gives, so that an answer kept and sent again is equal to itself. */
    private static JsonNode whole(long number) {
        return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
    }

    /** A number as it is kept that was worked out; null when it is none that every client can hold. */
    static @Nullable JsonNode computed(double number, @Nullable Integer decimals) {
        if (!Double.isFinite(number) || Math.abs(number) > NUMBER_MAXIMUM.doubleValue()) {
            return null;
        }
        BigDecimal kept = BigDecimal.valueOf(number)
                .setScale(Objects.requireNonNullElse(decimals, COMPUTED_DECIMALS), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return kept.scale() <= 0 ? whole(kept.longValueExact()) : JSON.numberNode(kept.doubleValue());
    }

    /** Whether something was told of an answer, or of a part of it. */
    public static boolean isFaulty(Collection<String> pointers, String answer) {
        return pointers.stream().anyMatch(told -> isWithin(told, answer));
    }

    static boolean isWithin(String pointer, String answer) {
        return pointer.equals(answer) || pointer.startsWith(answer + "/");
    }

    /** A member of a JSON document, after RFC 6901. */
    private static String pointer(String prefix, String key) {
        String shown = PlainText.line(key.length() > 100 ? key.substring(0, 100) : key);
        return prefix + "/" + shown.replace("~", "~0").replace("/", "~1");
    }

    /** One answer being judged. */
    private final class Answer {

        private final FieldDefinition field;
        private final FieldSettings settings;
        private final String pointer;
        private final List<Violation> violations;
        private final Language language;
        private final ZoneId zone;
        private boolean faulty;

        Answer(FieldDefinition field, String pointer, List<Violation> violations, Language language, ZoneId zone) {
            this.field = field;
            this.settings = field.settings();
            this.pointer = pointer;
            this.violations = violations;
            this.language = language;
            this.zone = zone;
        }

        /** The value to keep; null when there is none or when it is not acceptable. */
        @Nullable
        JsonNode accept(@Nullable JsonNode value) {
            if (value == null || value.isNull() || value.isMissingNode()) {
                return null;
            }
            return switch (field.type()) {
                case SHORT_TEXT -> text(value, SHORT_TEXT_MAXIMUM, false);
                case LONG_TEXT -> text(value, LONG_TEXT_MAXIMUM, true);
                case RICH_TEXT -> richText(value);
                case URL -> line(value, WebAddress.MAXIMUM_LENGTH, WebAddress::of, "url_unreadable");
                case EMAIL ->
                    line(
                            value,
                            EmailAddress.MAXIMUM_LENGTH,
                            text -> Optional.of(text).filter(EmailAddress::looksRight),
                            "email_unreadable");
                case PHONE -> line(value, PhoneNumber.MAXIMUM_LENGTH, PhoneNumber::of, "phone_unreadable");
                case NUMBER -> number(value);
                case DURATION -> duration(value);
                case MONEY -> money(value);
                case DATE -> date(value);
                case DATE_TIME -> dateTime(value);
                case CHOICE -> choice(value);
                case MULTI_CHOICE -> choices(value);
                case CHECKBOX -> checkbox(value);
                case CONSENT -> consent(value);
                case PERSON -> person(value);
                case PERSONS -> persons(value);
                case GROUP -> id(value, id -> groups.apply(Set.of(id)).containsKey(id), "group_unknown");
                case TEAM -> id(value, team, "team_unknown");
                case SERVICE -> id(value, id -> services.offered(id, field.deskId()), "service_unknown");
                case TICKET -> line(value, TICKET_KEY_LENGTH, FieldValues::ticketKey, "ticket_unknown");
                case TABLE -> table(value);
                case COMPUTED -> reject("field_read_only");
                case FILE -> files(value);
                case PRIORITY -> priority(value);
            };
        }

        private @Nullable JsonNode text(JsonNode value, int longest, boolean lines) {
            if (!value.isString()) {
                return reject("wrong_type");
            }
            String text = lines ? PlainText.lines(value.stringValue()) : PlainText.line(value.stringValue());
            if (text.isEmpty()) {
                return null;
            }
            int length = PlainText.length(text);
            int maximum = Math.min(longest, Objects.requireNonNullElse(settings.maximumLength(), longest));
            int minimum = Objects.requireNonNullElse(settings.minimumLength(), 0);
            if (length > maximum) {
                return reject("too_long", maximum);
            }
            if (length < minimum) {
                return reject("too_short", minimum);
            }
            return matching(text);
        }

        /** A text on one line that has a form of its own, in which it is also kept. */
        private @Nullable JsonNode line(
                JsonNode value, int longest, Function<String, Optional<String>> form, String unreadable) {
            if (!value.isString()) {
                return reject("wrong_type");
            }
            String text = PlainText.line(value.stringValue());
            if (text.isEmpty()) {
                return null;
            }
            if (PlainText.length(text) > longest) {
                return reject("too_long", longest);
            }
            String kept = form.apply(text).orElse(null);
            return kept == null ? reject(unreadable) : matching(kept);
        }

        private @Nullable JsonNode matching(String text) {
            String pattern = settings.pattern();
            if (pattern != null
                    && !patterns.computeIfAbsent(pattern, Pattern::compile).matches(text)) {
                return reject("pattern");
            }
            return JSON.stringNode(text);
        }

        private @Nullable JsonNode richText(JsonNode value) {
            if (!value.isString()) {
                return reject("wrong_type");
            }
            if (value.stringValue().length() > RichText.MAXIMUM_LENGTH) {
                return reject("too_long", RichText.MAXIMUM_LENGTH);
            }
            RichText text = RichText.of(PlainText.lines(value.stringValue()));
            if (text.isEmpty()) {
                return null;
            }
            Integer maximum = settings.maximumLength();
            if (maximum != null && PlainText.length(text.text()) > maximum) {
                return reject("too_long", maximum);
            }
            return JSON.stringNode(text.html());
        }

        private @Nullable JsonNode number(JsonNode value) {
            // A number beyond a double's range has been read as infinite.
            if (!value.isNumber() || (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue()))) {
                return value.isNumber()
                        ? reject("number_too_large", FieldValues.number(largest(), language))
                        : reject("wrong_type");
            }
            BigDecimal number = value.decimalValue();
            BigDecimal smallest = Objects.requireNonNullElse(settings.minimum(), NUMBER_MAXIMUM.negate())
                    .max(NUMBER_MAXIMUM.negate());
            if (number.compareTo(smallest) < 0) {
                return reject("number_too_small", FieldValues.number(smallest, language));
            }
            if (number.compareTo(largest()) > 0) {
                return reject("number_too_large", FieldValues.number(largest(), language));
            }
            int decimals =
                    Math.min(DECIMALS_MAXIMUM, Objects.requireNonNullElse(settings.decimals(), DECIMALS_MAXIMUM));
            // Bounded above, so that only the digits after the point can be many; their count is not computed.
            if (number.signum() != 0 && number.stripTrailingZeros().scale() > decimals) {
                return decimals == 0 ? reject("number_not_whole") : reject("too_many_decimals", decimals);
            }
            BigDecimal kept =
                    number.setScale(decimals, RoundingMode.UNNECESSARY).stripTrailingZeros();
            return kept.scale() <= 0 ? whole(kept.longValueExact()) : JSON.numberNode(kept.doubleValue());
        }

        private BigDecimal largest() {
            return Objects.requireNonNullElse(settings.maximum(), NUMBER_MAXIMUM)
                    .min(NUMBER_MAXIMUM);
        }

        private @Nullable JsonNode duration(JsonNode value) {
            if (!value.isIntegralNumber()) {
                return reject("duration_unreadable");
            }
            long shortest = settings.minimum() == null ? 0 : settings.minimum().longValue();
            long longest = settings.maximum() == null
                    ? DURATION_MAXIMUM.toMillis()
                    : settings.maximum().longValue();
            BigDecimal given = value.decimalValue();
            if (given.compareTo(BigDecimal.valueOf(shortest)) < 0) {
                return reject("duration_too_short", FieldValues.this.duration(shortest, language));
            }
            if (given.compareTo(BigDecimal.valueOf(longest)) > 0) {
                return reject("duration_too_long", FieldValues.this.duration(longest, language));
            }
            return value.longValue() % MINUTE == 0 ? whole(value.longValue()) : reject("duration_not_in_minutes");
        }

        private @Nullable JsonNode money(JsonNode value) {
            if (!value.isObject()
                    || !value.path("amount").isString()
                    || !value.path("currency").isString()) {
                return reject("wrong_type");
            }
            if (value.path("amount").stringValue().isBlank()) {
                return null;
            }
            String code = value.path("currency").stringValue();
            if (!Objects.requireNonNullElse(settings.currencies(), List.<String>of())
                    .contains(code)) {
                return reject("currency_not_offered");
            }
            BigDecimal amount =
                    Money.amount(value.path("amount").stringValue().strip()).orElse(null);
            if (amount == null) {
                return reject("amount_unreadable");
            }
            if (amount.compareTo(NUMBER_MAXIMUM) > 0) {
                return reject("number_too_large", FieldValues.number(NUMBER_MAXIMUM, language));
            }
            Currency currency = Currency.getInstance(code);
            int decimals = currency.getDefaultFractionDigits();
            if (amount.stripTrailingZeros().scale() > decimals) {
                return decimals == 0 ? reject("number_not_whole") : reject("too_many_decimals", decimals);
            }
            return new Money(amount, currency).json();
        }

        private @Nullable JsonNode date(JsonNode value) {
            if (!value.isString()) {
                return reject("wrong_type");
            }
            if (value.stringValue().isBlank()) {
                return null;
            }
            LocalDate date;
            try {
                date = LocalDate.parse(value.stringValue());
            } catch (DateTimeException notADate) {
                return reject("date_unreadable");
            }
            return within(date) ? JSON.stringNode(date.toString()) : null;
        }

        private @Nullable JsonNode dateTime(JsonNode value) {
            if (!value.isString()) {
                return reject("wrong_type");
            }
            if (value.stringValue().isBlank()) {
                return null;
            }
            Instant instant;
            LocalDate day;
            try {
                instant = OffsetDateTime.parse(value.stringValue()).toInstant().truncatedTo(ChronoUnit.SECONDS);
                day = LocalDate.ofInstant(instant, zone);
            } catch (DateTimeException notAnInstant) {
                return reject("date_time_unreadable");
            }
            return within(day) ? JSON.stringNode(instant.toString()) : null;
        }

        private boolean within(LocalDate day) {
            LocalDate earliest = bound(settings.earliest(), FIRST_DAY);
            LocalDate latest = bound(settings.latest(), LAST_DAY);
            if (day.isBefore(earliest)) {
                if (FieldSettings.TODAY.equals(settings.earliest())) {
                    reject("date_in_the_past");
                } else {
                    reject("date_too_early", earliest.toString());
                }
            } else if (day.isAfter(latest)) {
                if (FieldSettings.TODAY.equals(settings.latest())) {
                    reject("date_in_the_future");
                } else {
                    reject("date_too_late", latest.toString());
                }
            }
            return !faulty;
        }

        private LocalDate bound(@Nullable String bound, LocalDate otherwise) {
            if (bound == null) {
                return otherwise;
            }
            return bound.equals(FieldSettings.TODAY)
                    ? LocalDate.ofInstant(clock.instant(), zone)
                    : LocalDate.parse(bound);
        }

        private @Nullable JsonNode choice(JsonNode value) {
            if (!value.isString()) {
                return reject("wrong_type");
            }
            if (value.stringValue().isEmpty()) {
                return null;
            }
            return offered(value.stringValue()) ? JSON.stringNode(value.stringValue()) : null;
        }

        private @Nullable JsonNode choices(JsonNode value) {
            if (!value.isArray()) {
                return reject("wrong_type");
            }
            if (value.size() > CHOICES_MAXIMUM) {
                return reject("too_many_choices", CHOICES_MAXIMUM);
            }
            Set<String> chosen = new LinkedHashSet<>();
            for (JsonNode each : value) {
                if (!each.isString()) {
                    return reject("wrong_type");
                }
                if (!offered(each.stringValue())) {
                    return null;
                }
                chosen.add(each.stringValue());
            }
            Integer maximum = settings.maximumChoices();
            if (maximum != null && chosen.size() > maximum) {
                return reject("too_many_choices", maximum);
            }
            // In the order of the options, so that the same choice is always the same value.
            ArrayNode kept = JSON.arrayNode();
            field.options().stream()
                    .map(FieldOption::key)
                    .filter(chosen::contains)
                    .forEach(kept::add);
            return kept.isEmpty() ? null : kept;
        }

        private boolean offered(String key) {
            FieldOption option = field.option(key).orElse(null);
            if (option == null) {
                reject("choice_unknown");
            } else if (!option.active()) {
                reject("choice_disabled", option.name().in(language));
            }
            return !faulty;
        }

        /** One that must be answered must be ticked. */
        private @Nullable JsonNode checkbox(JsonNode value) {
            if (!value.isBoolean()) {
                return reject("wrong_type");
            }
            return value.booleanValue() ? JSON.booleanNode(true) : null;
        }

        private @Nullable JsonNode person(JsonNode value) {
            if (!value.isIntegralNumber()) {
                return reject("wrong_type");
            }
            if (!value.canConvertToLong() || !active.test(Set.of(value.longValue()))) {
                return reject("person_unknown");
            }
            return whole(value.longValue());
        }

        private @Nullable JsonNode consent(JsonNode value) {
            if (!value.isBoolean()) {
                return reject("wrong_type");
            }
            return value.booleanValue()
                    ? JSON.objectNode()
                            .put(
                                    "at",
                                    clock.instant()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString())
                    : null;
        }

        private @Nullable JsonNode id(JsonNode value, LongPredicate known, String unknown) {
            if (!value.isIntegralNumber()) {
                return reject("wrong_type");
            }
            return value.canConvertToLong() && known.test(value.longValue())
                    ? whole(value.longValue())
                    : reject(unknown);
        }

        private @Nullable JsonNode persons(JsonNode value) {
            if (!value.isArray()) {
                return reject("wrong_type");
            }
            int maximum =
                    Math.min(PERSONS_MAXIMUM, Objects.requireNonNullElse(settings.maximumChoices(), PERSONS_MAXIMUM));
            if (value.size() > maximum) {
                return reject("too_many_choices", maximum);
            }
            Set<Long> ids = new LinkedHashSet<>();
            for (JsonNode each : value) {
                if (!each.isIntegralNumber()) {
                    return reject("wrong_type");
                }
                if (!each.canConvertToLong()) {
                    return reject("person_unknown");
                }
                ids.add(each.longValue());
            }
            if (!active.test(ids)) {
                return reject("person_unknown");
            }
            ArrayNode kept = JSON.arrayNode();
            ids.forEach(id -> kept.add(whole(id)));
            return kept.isEmpty() ? null : kept;
        }

        private @Nullable JsonNode table(JsonNode value) {
            if (!value.isArray()) {
                return reject("wrong_type");
            }
            int most = Math.min(ROWS_MAXIMUM, Objects.requireNonNullElse(settings.maximumRows(), ROWS_MAXIMUM));
            if (value.size() > most) {
                return reject("too_many_rows", most);
            }
            List<FormField> columns =
                    settings.tableColumns().stream().map(TableColumn::question).toList();
            List<Violation> found = new ArrayList<>();
            ArrayNode kept = JSON.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                JsonNode row = value.get(i);
                if (!row.isObject()) {
                    found.add(Violation.of(pointer + "/" + i, "wrong_type"));
                } else if (!row.valueStream().allMatch(Answer::isBlank)) {
                    kept.add(row(columns, row, pointer + "/" + i, found));
                }
            }
            if (!found.isEmpty()) {
                faulty = true;
                violations.addAll(found);
                return null;
            }
            int least = Objects.requireNonNullElse(settings.minimumRows(), 0);
            if (!kept.isEmpty() && kept.size() < least) {
                return reject("too_few_rows", least);
            }
            return kept.isEmpty() ? null : kept;
        }

        private ObjectNode row(List<FormField> columns, JsonNode row, String at, List<Violation> found) {
            Map<String, JsonNode> cells = new LinkedHashMap<>();
            row.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
            ObjectNode kept = JSON.objectNode();
            FieldValues.this.accept(columns, cells, at, found, language, zone).forEach(kept::set);
            return kept;
        }

        private static boolean isBlank(JsonNode cell) {
            return cell.isNull()
                    || cell.isString() && cell.stringValue().isBlank()
                    || cell.isBoolean() && !cell.booleanValue();
        }

        private @Nullable JsonNode files(JsonNode value) {
            if (!value.isArray()) {
                return reject("wrong_type");
            }
            int maximum = settings.mostFiles();
            if (value.size() > maximum) {
                return reject("too_many_files", maximum);
            }
            Set<UUID> ids = new LinkedHashSet<>();
            for (JsonNode each : value) {
                if (!each.isString()) {
                    return reject("wrong_type");
                }
                try {
                    ids.add(UUID.fromString(each.stringValue()));
                } catch (IllegalArgumentException notAnId) {
                    return reject("file_unknown");
                }
            }
            ArrayNode kept = JSON.arrayNode();
            ids.forEach(id -> kept.add(id.toString()));
            return kept.isEmpty() ? null : kept;
        }

        private @Nullable JsonNode priority(JsonNode value) {
            if (!value.isIntegralNumber()) {
                return reject("wrong_type");
            }
            if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > 5) {
                return reject("choice_unknown");
            }
            return JSON.numberNode(value.intValue());
        }

        private @Nullable JsonNode reject(String code, Object... arguments) {
            faulty = true;
            violations.add(Violation.of(pointer, code, arguments));
            return null;
        }
    }
}
