package io.maru.generate;

import io.maru.generate.Landscape.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What people answer when they are asked, as JSON that the product would have kept. */
final class Answers {

    private static final int DAY = 24 * 60 * 60;

    private final Words words;
    private final Organisation organisation;
    private final Zipf options = new Zipf(1_000, 0.9, 0.5);
    private final Zipf numbers = new Zipf(5_000, 1.2, 0.5);
    private final Zipf people;

    Answers(Words words, Organisation organisation) {
        this.words = words;
        this.organisation = organisation;
        this.people = new Zipf(organisation.customers().length, 0.6, 20);
    }

    /** Some ask often. */
    long customer(Dice dice) {
        return organisation.customers()[people.rank(dice)];
    }

    /** @return null when there is nothing to answer with */
    String answer(Question question, Dice dice, Words.Trade trade, boolean inKorean, long now, long person) {
        return switch (question.type()) {
            case "short_text" -> quoted(shortText(question, dice, trade, inKorean, now));
            case "long_text" -> quoted(words.sentences(dice, trade, inKorean, now, dice.between(1, 3)));
            case "rich_text" ->
                quoted(new RichText()
                        .paragraph(words.sentences(dice, trade, inKorean, now, dice.between(1, 3)))
                        .html());
            case "number" -> number(question.settings(), dice);
            case "duration" -> Long.toString(15 * 60_000L * dice.between(1, 64));
            case "money" -> money(question.settings(), dice);
            case "date" -> quoted(date(question.settings(), dice, now).toString());
            case "date_time" -> quoted(instant(question.settings(), dice, now).toString());
            case "choice" -> quoted(option(question.options(), dice));
            case "multi_choice" -> several(question.options(), dice);
            case "checkbox" -> "true";
            case "consent" -> "{\"at\":\"" + Instant.ofEpochSecond(now) + "\",\"person\":" + person + "}";
            case "person" -> Long.toString(customer(dice));
            case "persons" -> persons(dice);
            case "group" -> Long.toString(dice.of(organisation.departments()));
            case "team" -> Long.toString(dice.of(organisation.teams()));
            case "url" -> quoted("https://example.com/" + words.rare(dice, false).toLowerCase(java.util.Locale.ROOT));
            case "email" -> quoted(words.rare(dice, false).toLowerCase(java.util.Locale.ROOT) + "@example.com");
            case "phone" -> quoted("+82 10-%04d-%04d".formatted(dice.below(10_000), dice.below(10_000)));
            case "table" -> table(question.settings(), dice, trade, inKorean, now);
            default -> null;
        };
    }

    private String shortText(Question question, Dice dice, Words.Trade trade, boolean inKorean, long now) {
        return switch (question.key()) {
            case "place" -> words.place(dice, inKorean);
            case "asset_number" -> words.asset(dice);
            case "account_holder" -> words.person(dice, inKorean);
            case "account_name" -> "user%05d".formatted(dice.below(30_000));
            case "order_number" -> "%s-%05d".formatted(Calendar.date(now).toString().replace("-", ""), dice.below(100_000));
            case "pay_month" -> Calendar.date(now).toString().substring(0, 7);
            case "plate" -> "%d가 %04d".formatted(dice.between(10, 399), dice.below(10_000));
            case "cost_centre" -> "CC-%04d".formatted(numbers.rank(dice));
            case "vendor_number" -> "%03d-%02d-%05d".formatted(dice.below(1_000), dice.below(100), dice.below(100_000));
            case "shared_folder" -> "\\\\files\\" + words.rare(dice, inKorean) + "\\" + Calendar.date(now).getYear();
            case "department" -> inKorean ? "제" + dice.between(1, 9) + "사업부" : "Division " + dice.between(1, 9);
            case "vendor_name", "counterparty", "software_name" -> words.rare(dice, inKorean);
            default -> words.rare(dice, inKorean) + " " + words.thing(dice, trade, inKorean);
        };
    }

    private String number(JsonNode settings, Dice dice) {
        long smallest = settings.path("minimum").asLong(0);
        long largest = settings.path("maximum").asLong(100_000);
        long whole = Math.min(largest, smallest + (long) numbers.rank(dice) * Math.max(1, Math.min(20, (largest - smallest) / 5_000)));
        return settings.path("decimals").asInt(0) == 0 || whole == largest || dice.chance(0.5)
                ? Long.toString(whole)
                : whole + "." + dice.between(1, 9);
    }

    private String money(JsonNode settings, Dice dice) {
        JsonNode currencies = settings.path("currencies");
        String currency = currencies.get(dice.chance(0.8) ? 0 : dice.below(currencies.size())).asString();
        long amount = (long) dice.stretch(300, 1.6) + 1;
        String written = currency.equals("KRW") || currency.equals("JPY")
                ? Long.toString(amount * 1_000)
                : amount + ".%02d".formatted(dice.below(100));
        return "{\"amount\":\"" + written + "\",\"currency\":\"" + currency + "\"}";
    }

    private LocalDate date(JsonNode settings, Dice dice, long now) {
        boolean ahead = settings.has("earliest") || dice.chance(0.6) && !settings.has("latest");
        return Calendar.date(now).plusDays(ahead ? dice.between(0, 60) : -dice.between(0, 30));
    }

    private Instant instant(JsonNode settings, Dice dice, long now) {
        boolean ahead = settings.has("earliest") || dice.chance(0.6) && !settings.has("latest");
        long minutes = dice.between(1, 10 * DAY / 60);
        return Instant.ofEpochSecond((now / 60 + (ahead ? minutes : -minutes / 10)) * 60);
    }

    private String option(List<String> keys, Dice dice) {
        return keys.get(options.rank(dice) % keys.size());
    }

    /** In the order of the options, as they are kept. */
    private String several(List<String> keys, Dice dice) {
        TreeSet<Integer> chosen = new TreeSet<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            chosen.add(options.rank(dice) % keys.size());
        }
        return chosen.stream().map(keys::get).map(Answers::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private String persons(Dice dice) {
        List<Long> chosen = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            long person = customer(dice);
            if (!chosen.contains(person)) {
                chosen.add(person);
            }
        }
        return chosen.toString();
    }

    private String table(JsonNode settings, Dice dice, Words.Trade trade, boolean inKorean, long now) {
        List<String> rows = new ArrayList<>();
        for (int row = dice.between(1, 4); row > 0; row--) {
            List<String> cells = new ArrayList<>();
            for (JsonNode column : settings.path("columns")) {
                String value = switch (column.path("type").asString()) {
                    case "short_text" -> quoted(words.thing(dice, trade, inKorean));
                    case "number" -> Integer.toString(1_000 * dice.between(1, 500));
                    case "date" -> quoted(Calendar.date(now).minusDays(dice.below(30)).toString());
                    default -> null;
                };
                if (value != null) {
                    cells.add(quoted(column.path("key").asString()) + ":" + value);
                }
            }
            rows.add("{" + String.join(",", cells) + "}");
        }
        return "[" + String.join(",", rows) + "]";
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                json.append('\\').append(each);
            } else if (each < ' ') {
                json.append("\\u%04x".formatted((int) each));
            } else {
                json.append(each);
            }
        }
        return json.append('"').toString();
    }
}
