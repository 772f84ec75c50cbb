package io.maru.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.people.PersonReference;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FieldValuesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Half past midnight of 22 November in Seoul, while it is still the 21st in London. */
    private static final Instant NOW = Instant.parse("2026-11-21T15:30:00Z");

    private final ResourceBundleMessageSource messages = messages();
    private final FieldValues values = new FieldValues(
            messages,
            Set.of(7L)::containsAll,
            ids -> Map.of(7L, new PersonReference(7, "홍길동", null)),
            ids -> Map.of(),
            id -> id == 3,
            new ServiceDirectory() {
                @Override
                public Optional<LocalizedText> name(long serviceId) {
                    return Optional.empty();
                }

                @Override
                public boolean offered(long serviceId, @Nullable Long deskId) {
                    return false;
                }
            },
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<Violation> violations = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHORT_TEXT | \"  무엇이\\n안 되나요  \" | \"무엇이 안 되나요\"",
                "SHORT_TEXT | \"a\\u0000b\\u0007c\" | \"abc\"",
                "SHORT_TEXT | \"\\u1112\\u1161\\u11ab\\u1100\\u1173\\u11af\" | \"한글\"",
                "SHORT_TEXT | \"👩‍💻 장애\" | \"👩‍💻 장애\"",
                "SHORT_TEXT | \"\\ud83d\" | \"\uFFFD\"",
                "LONG_TEXT | \"a\\r\\nb\\rc\\td\" | \"a\\nb\\nc\\td\"",
                "RICH_TEXT | \"<p>a<script>alert(1)</script></p>\" | \"<p>a</p>\"",
                "URL | \" HTTPS://example.com/a?b=c#d \" | \"https://example.com/a?b=c#d\"",
                "URL | \"https://ko.wikipedia.org/wiki/한글\" | \"https://ko.wikipedia.org/wiki/한글\"",
                "URL | \"http://[2001:db8::1]:8080\" | \"http://[2001:db8::1]:8080\"",
                "EMAIL | \" minji@example.com \" | \"minji@example.com\"",
                "PHONE | \"01012345678\" | \"+82 10-1234-5678\"",
                "PHONE | \"010.1234.5678\" | \"+82 10-1234-5678\"",
                "PHONE | \"+82 (0)10 1234 5678\" | \"+82 10-1234-5678\"",
                "PHONE | \"02-312-4567\" | \"+82 2-312-4567\"",
                "PHONE | \"+1 (650) 253-0000\" | \"+1 650-253-0000\"",
                "NUMBER | 3.10 | 3.1",
                "NUMBER | 1e3 | 1000",
                "NUMBER | -0.0 | 0",
                "DURATION | 112800000 | 112800000",
                "DURATION | 0 | 0",
                "DATE | \"2028-02-29\" | \"2028-02-29\"",
                "DATE_TIME | \"2026-11-21T15:04:05.678+09:00\" | \"2026-11-21T06:04:05Z\"",
                "CHOICE | \"red\" | \"red\"",
                "MULTI_CHOICE | [\"blue\", \"red\", \"blue\"] | [\"red\",\"blue\"]",
                "CHECKBOX | true | true",
                "PERSON | 7 | 7",
                "FILE | [\"0B7A7A52-93C5-4E50-8A8C-2D6C8E8A4F10\"] | [\"0b7a7a52-93c5-4e50-8a8c-2d6c8e8a4f10\"]",
                "PRIORITY | 1 | 1"
            })
    void keepsAnAnswerInOneShape(FieldType type, String sent, String kept) {
        assertThat(accept(field(type, FieldSettings.NONE), sent)).isEqualTo(JSON.readTree(kept));
        assertThat(violations).isEmpty();
    }

    private static FieldSettings aTable() {
        return FieldSettings.table(
                List.of(
                        column("item", FieldType.SHORT_TEXT, true),
                        column("amount", FieldType.NUMBER, false),
                        column("due", FieldType.DATE, false),
                        new TableColumn(
                                "kind",
                                FieldType.CHOICE,
                                new LocalizedText("종류", "Kind"),
                                false,
                                List.of(new FieldOption("new", new LocalizedText("신규", "New"), true)),
                                true),
                        column("agreed", FieldType.CHECKBOX, false),
                        column("buyer", FieldType.PERSON, false)),
                2,
                3);
    }

    private static TableColumn column(String key, FieldType type, boolean required) {
        return new TableColumn(key, type, new LocalizedText(null, key), required, null, null);
    }

    @Test
    void theRowsOfATableAreKeptInTheOrderOfItsColumnsAndEmptyOnesNot() {
        FormField table = field(FieldType.TABLE, aTable());
        JsonNode kept = accept(table, """
                [{"amount": 2.50, "item": " 모니터 ", "agreed": false, "due": "2026-12-01"},
                 {"item": "", "amount": null, "agreed": false},
                 {"buyer": 7, "kind": "new", "agreed": true, "item": "의자"}]""");

        assertThat(violations).isEmpty();
        assertThat(String.valueOf(kept))
                .isEqualTo("[{\"item\":\"모니터\",\"amount\":2.5,\"due\":\"2026-12-01\"},"
                        + "{\"item\":\"의자\",\"kind\":\"new\",\"agreed\":true,\"buyer\":7}]");
        assertThat(values.table(table.field(), kept, Language.KO, SEOUL))
                .extracting(FieldValues.Table::rows)
                .isEqualTo(List.of(
                        List.of("모니터", "2.5", "2026년 12월 1일", "", "", ""), List.of("의자", "", "", "신규", "예", "홍길동")));
        assertThat(values.display(table.field(), kept, Language.KO, SEOUL)).isEqualTo("2행");
    }

    @Test
    void whatIsWrongWithATableIsToldAtItsCell() {
        accept(field(FieldType.TABLE, aTable()), """
                [{"item": "a", "amount": "x", "due": "tomorrow"}, {}, {"amount": 1, "kind": "old", "colour": "red"}]""");

        assertThat(violations.stream().map(each -> each.pointer() + " " + each.code()))
                .containsExactlyInAnyOrder(
                        "/values/f/0/amount wrong_type",
                        "/values/f/0/due date_unreadable",
                        "/values/f/2/item required",
                        "/values/f/2/kind choice_unknown",
                        "/values/f/2/colour field_unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"item\": \"a\"}] | too_few_rows",
                "[{}, {}, {}, {}] | too_many_rows",
                "{} | wrong_type",
            })
    void aTableHasItsBounds(String sent, String code) {
        assertThat(accept(field(FieldType.TABLE, aTable()), sent)).isNull();
        assertThat(violations).extracting(Violation::code).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2] | [1, 2, 3] | 3행: 1행 추가",
                "[1, 2, 3] | [3] | 1행: 2행 삭제",
                "[1, 2, 3] | [1, 9, 3] | 3행: 1행 변경(amount)",
                "[1, 2] | [8, 9, 5] | 3행: 1행 추가, 2행 변경(amount)",
                "[1, 2] | [1, 2] | 2행",
            })
    void aChangeOfATableIsToldByItsRows(String before, String after, String told) {
        FieldDefinition table = field(FieldType.TABLE, aTable()).field();

        assertThat(values.tableChange(table, amounts(before), amounts(after), Language.KO))
                .isEqualTo(told);
    }

    private static JsonNode amounts(String numbers) {
        return JSON.readTree(numbers.replaceAll("([0-9]+)", "{\"item\": \"a\", \"amount\": $1}"));
    }

    @Test
    void aTeamIsAGroupThatIsOne() {
        assertThat(accept(field(FieldType.TEAM, FieldSettings.NONE), "3")).isEqualTo(JSON.readTree("3"));
        assertThat(accept(field(FieldType.TEAM, FieldSettings.NONE), "4")).isNull();
        assertThat(violations).extracting(Violation::code).containsExactly("team_unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHORT_TEXT | 5 | wrong_type",
                "SHORT_TEXT | [] | wrong_type",
                "LONG_TEXT | {} | wrong_type",
                "RICH_TEXT | false | wrong_type",
                "URL | \"example.com\" | url_unreadable",
                "URL | \"javascript:alert(1)\" | url_unreadable",
                "URL | \"https://\" | url_unreadable",
                "URL | \"https://bank.example@evil.example/\" | url_unreadable",
                "URL | \"https://example.com/a b\" | url_unreadable",
                "URL | \"https://example.com/\\u202egpj.exe\" | url_unreadable",
                "URL | [] | wrong_type",
                "EMAIL | \"minji\" | email_unreadable",
                "EMAIL | \"a@b@c\" | email_unreadable",
                "EMAIL | 5 | wrong_type",
                "PHONE | \"1234\" | phone_unreadable",
                "PHONE | \"call me\" | phone_unreadable",
                "PHONE | 1012345678 | wrong_type",
                "NUMBER | \"NaN\" | wrong_type",
                "NUMBER | \"12\" | wrong_type",
                "NUMBER | true | wrong_type",
                "NUMBER | 1e999 | number_too_large",
                "NUMBER | 1e15 | number_too_large",
                "NUMBER | -99999999999999999999 | number_too_small",
                "NUMBER | 0.1234567 | too_many_decimals",
                "NUMBER | 1e-300 | too_many_decimals",
                "DURATION | \"1d\" | duration_unreadable",
                "DURATION | 60000.5 | duration_unreadable",
                "DURATION | -60000 | duration_too_short",
                "DURATION | 99999999999999999999 | duration_too_long",
                "DURATION | 90500 | duration_not_in_minutes",
                "MONEY | \"5 EUR\" | wrong_type",
                "MONEY | {\"amount\": 5, \"currency\": \"KRW\"} | wrong_type",
                "MONEY | {\"amount\": \"5\", \"currency\": \"KRW\"} | currency_not_offered",
                "DATE | \"2026-02-30\" | date_unreadable",
                "DATE | \"21.11.2026\" | date_unreadable",
                "DATE | \"+99999-01-01\" | date_too_late",
                "DATE | \"0001-01-01\" | date_too_early",
                "DATE | 20261121 | wrong_type",
                "DATE_TIME | \"2026-11-21\" | date_time_unreadable",
                "DATE_TIME | \"+999999999-12-31T23:59:59-18:00\" | date_time_unreadable",
                "CHOICE | \"purple\" | choice_unknown",
                "CHOICE | \"retired\" | choice_disabled",
                "CHOICE | [\"red\"] | wrong_type",
                "MULTI_CHOICE | \"red\" | wrong_type",
                "MULTI_CHOICE | [\"red\", 1] | wrong_type",
                "MULTI_CHOICE | [\"red\", \"retired\"] | choice_disabled",
                "CHECKBOX | \"true\" | wrong_type",
                "PERSON | 8 | person_unknown",
                "PERSON | -1 | person_unknown",
                "PERSON | 99999999999999999999 | person_unknown",
                "PERSON | 7.5 | wrong_type",
                "FILE | \"0b7a7a52-93c5-4e50-8a8c-2d6c8e8a4f10\" | wrong_type",
                "FILE | [\"../../etc/passwd\"] | file_unknown",
                "PRIORITY | 0 | choice_unknown",
                "PRIORITY | 6 | choice_unknown",
                "PRIORITY | \"1\" | wrong_type"
            })
    void tellsWhatIsWrongAtTheField(FieldType type, String sent, String code) {
        assertThat(accept(field(type, FieldSettings.NONE), sent)).isNull();
        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/f " + code);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsNoAnswer(FieldType type) {
        assertThat(accept(field(type, FieldSettings.NONE), "null")).isNull();
        assertThat(violations).isEmpty();

        accept(required(type), "null");
        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/f required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHORT_TEXT | \" \\u0000\\n \"",
                "RICH_TEXT | \"<p> </p><script>1</script>\"",
                "URL | \" \"",
                "EMAIL | \"\"",
                "PHONE | \"\"",
                "MONEY | {\"amount\": \"\", \"currency\": \"KRW\"}",
                "DATE | \"\"",
                "CHOICE | \"\"",
                "MULTI_CHOICE | []",
                "CHECKBOX | false",
                "FILE | []"
            })
    void anEmptyAnswerDoesNotSatisfyAQuestionThatMustBeAnswered(FieldType type, String empty) {
        assertThat(accept(required(type), empty)).isNull();
        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/f required");
    }

    @Test
    void aWrongAnswerIsNotAlsoAMissingOne() {
        accept(required(FieldType.NUMBER), "\"many\"");

        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/f wrong_type");
    }

    @Test
    void lengthsCountCharactersAsPeopleDo() {
        FieldSettings twoToThree = FieldSettings.length(2, 3);

        assertThat(accept(field(FieldType.SHORT_TEXT, twoToThree), "\"한글\"")).isNotNull();
        assertThat(accept(field(FieldType.SHORT_TEXT, twoToThree), "\"😀😀😀\""))
                .isNotNull();
        assertThat(violations).isEmpty();
        accept(field(FieldType.SHORT_TEXT, twoToThree), "\"가\"");
        accept(field(FieldType.SHORT_TEXT, twoToThree), "\"가나다라\"");
        assertThat(violations)
                .extracting(FieldValuesTest::told)
                .containsExactly("/values/f too_short", "/values/f too_long");
    }

    @Test
    void aMegabyteIsTooLongForATextFieldAndWelcomeAsRichText() {
        String megabyte = "\"" + "가".repeat(1_000_000) + "\"";

        accept(field(FieldType.SHORT_TEXT, FieldSettings.NONE), megabyte);
        accept(field(FieldType.LONG_TEXT, FieldSettings.NONE), megabyte);
        assertThat(violations)
                .extracting(FieldValuesTest::told)
                .containsExactly("/values/f too_long", "/values/f too_long");
        assertThat(accept(field(FieldType.RICH_TEXT, FieldSettings.NONE), megabyte))
                .isNotNull();
    }

    @Test
    void aPatternIsMatchedInTimeLinearInTheText() {
        FieldSettings hostile = new FieldSettings(null, null, "(a+)+b", null, null, null, null, null, null, null, null);
        long start = System.nanoTime();

        accept(field(FieldType.LONG_TEXT, hostile), "\"" + "a".repeat(50_000) + "\"");

        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/f pattern");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void numbersStayWithinTheirBounds() {
        FieldSettings oneToTen = FieldSettings.range(BigDecimal.ONE, BigDecimal.TEN, 0);

        assertThat(accept(field(FieldType.NUMBER, oneToTen), "10")).isNotNull();
        accept(field(FieldType.NUMBER, oneToTen), "0");
        accept(field(FieldType.NUMBER, oneToTen), "11");
        accept(field(FieldType.NUMBER, oneToTen), "1.5");
        assertThat(violations)
                .extracting(FieldValuesTest::told)
                .containsExactly(
                        "/values/f number_too_small", "/values/f number_too_large", "/values/f number_not_whole");
    }

    @Test
    void durationsStayWithinTheirBounds() {
        FieldSettings halfAnHourToTwoDays =
                FieldSettings.range(new BigDecimal(1_800_000), new BigDecimal(172_800_000), null);

        assertThat(accept(field(FieldType.DURATION, halfAnHourToTwoDays), "1800000"))
                .isNotNull();
        accept(field(FieldType.DURATION, halfAnHourToTwoDays), "1740000");
        accept(field(FieldType.DURATION, halfAnHourToTwoDays), "172860000");
        assertThat(violations)
                .extracting(violation -> told(violation) + " " + violation.arguments())
                .containsExactly("/values/f duration_too_short [30분]", "/values/f duration_too_long [2일]");
    }

    @ParameterizedTest
    @CsvSource({
        "12000, KRW, 12000",
        "12.5, USD, 12.50",
        "007.10, USD, 7.10",
        "0.1, BHD, 0.100",
        "999999999999999, KRW, 999999999999999"
    })
    void anAmountHasTheDigitsOfItsCurrency(String amount, String currency, String kept) {
        assertThat(accept(money(), amount(amount, currency))).isEqualTo(JSON.readTree(amount(kept, currency)));
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, KRW, number_not_whole",
        "12.505, USD, too_many_decimals",
        "-1, USD, amount_unreadable",
        "1e3, USD, amount_unreadable",
        "'1,000', USD, amount_unreadable",
        "999999999999999.01, USD, number_too_large",
        "5, EUR, currency_not_offered"
    })
    void anAmountThatCannotBePaidIsRefused(String amount, String currency, String code) {
        assertThat(accept(money(), amount(amount, currency))).isNull();
        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/f " + code);
    }

    @Test
    void anAddressMustMatchItsPatternAsItIsKept() {
        FieldSettings own = new FieldSettings(null, null, "https://.*", null, null, null, null, null, null, null, null);

        assertThat(accept(field(FieldType.URL, own), "\"HTTPS://example.com\"")).isNotNull();
        accept(field(FieldType.URL, own), "\"http://example.com\"");
        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/f pattern");
    }

    @Test
    void todayIsThatOfThePersonWhoAnswers() {
        FieldSettings fromToday = FieldSettings.between("today", null);

        assertThat(accept(field(FieldType.DATE, fromToday), "\"2026-11-22\"")).isNotNull();
        assertThat(violations).isEmpty();
        accept(field(FieldType.DATE, fromToday), "\"2026-11-21\"");
        accept(field(FieldType.DATE_TIME, fromToday), "\"2026-11-21T14:59:59Z\"");
        assertThat(violations)
                .extracting(FieldValuesTest::told)
                .containsExactly("/values/f date_in_the_past", "/values/f date_in_the_past");
    }

    @Test
    void choicesAndFilesAreNotMoreThanAllowed() {
        accept(field(FieldType.MULTI_CHOICE, FieldSettings.choices(1)), "[\"red\", \"blue\"]");
        accept(
                field(FieldType.FILE, FieldSettings.files(1)),
                "[\"0b7a7a52-93c5-4e50-8a8c-2d6c8e8a4f10\", \"0b7a7a52-93c5-4e50-8a8c-2d6c8e8a4f11\"]");

        assertThat(violations)
                .extracting(FieldValuesTest::told)
                .containsExactly("/values/f too_many_choices", "/values/f too_many_files");
    }

    @Test
    void whatTheFormDoesNotAskForIsRefused() {
        Map<String, JsonNode> sent = new HashMap<>();
        sent.put("a/b~c", JSON.readTree("1"));

        values.accept(List.of(), sent, "/values", violations, Language.KO, SEOUL);

        assertThat(violations).extracting(FieldValuesTest::told).containsExactly("/values/a~1b~0c field_unknown");
    }

    @Test
    void aThousandUnknownKeysAreNotAThousandErrors() {
        Map<String, JsonNode> sent = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            sent.put("x".repeat(10_000) + i, JSON.readTree("1"));
        }

        values.accept(List.of(), sent, "/values", violations, Language.KO, SEOUL);

        assertThat(violations)
                .hasSizeLessThanOrEqualTo(20)
                .allSatisfy(violation -> assertThat(violation.pointer()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER | 1234567.5 | 1,234,567.5 | 1,234,567.5",
                "URL | \"https://example.com/\" | https://example.com/ | https://example.com/",
                "PHONE | \"+82 10-1234-5678\" | 010-1234-5678 | +82 10-1234-5678",
                "PHONE | \"+1 650-253-0000\" | +1 650-253-0000 | +1 650-253-0000",
                "DURATION | 112800000 | 1일 7시간 20분 | 1d 7h 20m",
                "DURATION | 86400000 | 1일 | 1d",
                "DURATION | 0 | 0분 | 0m",
                "MONEY | {\"amount\": \"12000\", \"currency\": \"KRW\"} | ₩12,000 | ₩12,000",
                "MONEY | {\"amount\": \"1234.50\", \"currency\": \"USD\"} | US$1,234.50 | $1,234.50",
                "DATE | \"2026-11-21\" | 2026년 11월 21일 | 21 Nov 2026",
                "DATE_TIME | \"2026-11-21T06:04:00Z\" | 2026년 11월 21일 15:04 | 21 Nov 2026, 15:04",
                "CHOICE | \"retired\" | 단종 | Retired",
                "MULTI_CHOICE | [\"red\",\"blue\"] | 빨강, 파랑 | Red, Blue",
                "CHECKBOX | true | 예 | Yes",
                "PERSON | 7 | 홍길동 | 홍길동",
                "FILE | [\"a\",\"b\"] | 파일 2개 | 2 files",
                "PRIORITY | 1 | 매우 높음 | Highest",
                "RICH_TEXT | \"<p>a <b>b</b></p>\" | a b | a b"
            })
    void showsAValueInTheReadersLanguage(FieldType type, String kept, String korean, String english) {
        FieldDefinition field = field(type, FieldSettings.NONE).field();

        assertThat(values.display(field, JSON.readTree(kept), Language.KO, SEOUL))
                .isEqualTo(korean);
        assertThat(values.display(field, JSON.readTree(kept), Language.EN, SEOUL))
                .isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(strings = {"field", "desk", "workflow", "template", "setup", "platform"})
    void everyMessageIsThereInBothLanguages(String module) {
        assertThat(java.util.ResourceBundle.getBundle("messages." + module + "_ko")
                        .keySet())
                .isEqualTo(java.util.ResourceBundle.getBundle("messages." + module, java.util.Locale.ROOT)
                        .keySet());
    }

    private @Nullable JsonNode accept(FormField field, String sent) {
        Map<String, JsonNode> answers = Map.of("f", JSON.readTree(sent));
        return values.accept(List.of(field), answers, "/values", violations, Language.KO, SEOUL)
                .get("f");
    }

    private static FormField field(FieldType type, FieldSettings settings) {
        return form(type, settings, false);
    }

    private static FormField money() {
        return field(FieldType.MONEY, FieldSettings.currencies("KRW", "USD", "BHD"));
    }

    private static String amount(String amount, String currency) {
        return "{\"amount\": \"%s\", \"currency\": \"%s\"}".formatted(amount, currency);
    }

    private static FormField required(FieldType type) {
        return form(type, FieldSettings.NONE, true);
    }

    private static FormField form(FieldType type, FieldSettings settings, boolean required) {
        LocalizedText name = new LocalizedText("항목", "Field");
        List<FieldOption> options = List.of(
                new FieldOption("red", new LocalizedText("빨강", "Red"), true),
                new FieldOption("blue", new LocalizedText("파랑", "Blue"), true),
                new FieldOption("retired", new LocalizedText("단종", "Retired"), false));
        FieldDefinition field =
                new FieldDefinition(1, 1L, "f", type, name, LocalizedText.EMPTY, settings, options, false, 1);
        return new FormField(field, required, name, LocalizedText.EMPTY, null);
    }

    private static String told(Violation violation) {
        return violation.pointer() + " " + violation.code();
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/field");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
