package io.maru.generate;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What people write, put together from the lists of {@code bench/data/words.yaml}. */
final class Words {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)(?::([^}]+))?}");
    private static final DateTimeFormatter IN_ENGLISH = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int RARE = 100_000;

    /** Hardly anybody writes such things; every one of them has broken somebody's software. */
    private static final List<String> ODD = List.of(
            "🔥🔥 급해요 🙏🏽 도와주세요 😭",
            "Robert'); DROP TABLE tickets;--",
            "<script>alert(1)</script> 라고 나옵니다",
            "مرحبا, the right-to-left name breaks the layout",
            "Zażółć gęślą jaźń, naïve café, Ångström",
            "ㅠㅠ ㅋㅋㅋ 왜 안되는지 모르겟어요 ㅠㅠㅠㅠ",
            "👨‍👩‍👧‍👦 family emoji and \u200bzero width",
            "=HYPERLINK(\"http://example.com\",\"click\")",
            "C:\\Users\\홍길동\\Documents\\새 폴더 (2)\\최종_진짜최종_v3.xlsx",
            "한글漢字かな混じり文 テスト");

    private final Map<String, Object> file;
    private final Language korean;
    private final Language english;
    private final List<String> errors;
    private final Zipf errorRanks;
    private final List<String> labels;
    private final Zipf labelRanks;
    private final Zipf rareRanks = new Zipf(RARE, 1.05, 2);
    private final Zipf counts = new Zipf(400, 1.3, 0);
    private final List<String> surnames;
    private final List<String> firstNames;
    private final List<String> englishNames;
    private final Map<String, Trade> trades = new HashMap<>();

    /** What is written for one kind of work. */
    static final class Trade {
        private final Lists korean;
        private final Lists english;

        private Trade(Map<String, Object> given) {
            korean = new Lists(given, "ko");
            english = new Lists(given, "en");
        }
    }

    private static final class Lists {
        private final Choices things;
        private final Choices subjects;
        private final Choices sentences;

        private Lists(Map<String, Object> given, String language) {
            things = new Choices(texts(given.get("things"), language));
            subjects = new Choices(texts(given.get("subjects"), language));
            sentences = new Choices(texts(given.get("sentences"), language));
        }
    }

    private record Language(
            Choices places,
            Choices agent,
            Choices internal,
            Choices customer,
            List<String> rareHeads,
            List<String> rareTails) {

        private Language(Map<String, Object> shared, String language) {
            this(
                    new Choices(texts(shared.get("places"), language)),
                    new Choices(texts(shared.get("agent"), language)),
                    new Choices(texts(shared.get("internal"), language)),
                    new Choices(texts(shared.get("customer"), language)),
                    texts(shared.get("rareHeads"), language),
                    texts(shared.get("rareTails"), language));
        }
    }

    /** Of which the first are met most. */
    private static final class Choices {
        private final List<Sentence> sentences;
        private final Zipf ranks;

        private Choices(List<String> texts) {
            sentences = texts.stream().map(Sentence::new).toList();
            ranks = new Zipf(texts.size(), 0.9, 1);
        }

        private Sentence any(Dice dice) {
            return sentences.get(ranks.rank(dice));
        }

        /** Hardly anybody says the same thing twice in a row. */
        private Sentence another(Dice dice, Sentence before) {
            Sentence drawn = any(dice);
            for (int tries = 0; drawn == before && tries < 4; tries++) {
                drawn = any(dice);
            }
            return drawn;
        }
    }

    /** Words, and places for words. */
    private static final class Sentence {
        private final List<String> literals = new ArrayList<>();
        private final List<String> slots = new ArrayList<>();
        private final List<String> particles = new ArrayList<>();

        private Sentence(String text) {
            Matcher slot = SLOT.matcher(text);
            int end = 0;
            while (slot.find()) {
                literals.add(text.substring(end, slot.start()));
                slots.add(slot.group(1));
                particles.add(slot.group(2) == null ? "" : slot.group(2));
                end = slot.end();
            }
            literals.add(text.substring(end));
        }
    }

    private Words(Map<String, Object> file) {
        this.file = file;
        Map<String, Object> shared = map(file.get("shared"));
        korean = new Language(shared, "ko");
        english = new Language(shared, "en");
        errors = list(shared.get("errors"));
        errorRanks = new Zipf(errors.size());
        labels = list(shared.get("labels"));
        labelRanks = new Zipf(labels.size());
        surnames = list(shared.get("surnames"));
        firstNames = list(shared.get("firstNames"));
        englishNames = list(shared.get("english"));
        map(file.get("trades")).forEach((key, trade) -> trades.put(key, new Trade(map(trade))));
    }

    static Words read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Words(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader)));
        }
    }

    Map<String, Object> file() {
        return file;
    }

    Trade trade(String key) {
        return trades.get(key);
    }

    String subject(Dice dice, Trade trade, boolean inKorean, long now) {
        if (dice.chance(0.002)) {
            return dice.of(ODD);
        }
        Lists lists = inKorean ? trade.korean : trade.english;
        return filled(lists.subjects.any(dice), dice, lists, inKorean, now);
    }

    /** What somebody explains: mostly a few sentences, now and then a log, a list, or something odd. */
    RichText description(Dice dice, Trade trade, boolean inKorean, long now) {
        RichText text = new RichText();
        int paragraphs = 1 + dice.below(2);
        for (int paragraph = 0; paragraph < paragraphs; paragraph++) {
            text.paragraph(sentences(dice, trade, inKorean, now, dice.between(1, 4)));
        }
        double odd = dice.share();
        if (odd < 0.03) {
            text.code("log", log(dice, trade, dice.between(3, 12)));
        } else if (odd < 0.06) {
            text.list(List.of(
                    sentences(dice, trade, inKorean, now, 1),
                    sentences(dice, trade, inKorean, now, 1),
                    sentences(dice, trade, inKorean, now, 1)));
        } else if (odd < 0.063) {
            text.paragraph(dice.of(ODD));
        } else if (odd < 0.0632) {
            text.code("log", log(dice, trade, 400));
        } else if (odd < 0.0634) {
            for (int i = 0; i < 120; i++) {
                text.paragraph(sentences(dice, trade, inKorean, now, 4));
            }
        }
        return text;
    }

    RichText agentComment(Dice dice, Trade trade, boolean inKorean, long now, boolean internal) {
        Language language = inKorean ? korean : english;
        Lists lists = inKorean ? trade.korean : trade.english;
        StringBuilder words = new StringBuilder(
                filled((internal ? language.internal : language.agent).any(dice), dice, lists, inKorean, now));
        if (dice.chance(0.4)) {
            words.append(' ').append(filled(language.agent.any(dice), dice, lists, inKorean, now));
        }
        return new RichText().paragraph(words.toString());
    }

    RichText customerComment(Dice dice, Trade trade, boolean inKorean, long now) {
        Lists lists = inKorean ? trade.korean : trade.english;
        RichText text = new RichText()
                .paragraph(filled((inKorean ? korean : english).customer.any(dice), dice, lists, inKorean, now));
        return dice.chance(0.3) ? text.paragraph(sentences(dice, trade, inKorean, now, 1)) : text;
    }

    String sentences(Dice dice, Trade trade, boolean inKorean, long now, int many) {
        Lists lists = inKorean ? trade.korean : trade.english;
        StringBuilder words = new StringBuilder(60 * many);
        Sentence sentence = null;
        for (int i = 0; i < many; i++) {
            if (i > 0) {
                words.append(' ');
            }
            sentence = lists.sentences.another(dice, sentence);
            words.append(filled(sentence, dice, lists, inKorean, now));
        }
        return words.toString();
    }

    String thing(Dice dice, Trade trade, boolean inKorean) {
        Lists lists = inKorean ? trade.korean : trade.english;
        return spaced(lists.things.any(dice).literals.getFirst(), dice);
    }

    String place(Dice dice, boolean inKorean) {
        return spaced((inKorean ? korean : english).places.any(dice).literals.getFirst(), dice);
    }

    /** A word of the long tail: few texts have it, and there are very many of them. */
    String rare(Dice dice, boolean inKorean) {
        // Neighbours in rank are no neighbours in sound.
        int rank = (int) ((long) rareRanks.rank(dice) * 7919 % RARE);
        Language language = inKorean ? korean : english;
        List<String> heads = language.rareHeads;
        List<String> tails = language.rareTails;
        String head = heads.get(rank % heads.size());
        rank /= heads.size();
        String tail = tails.get(rank % tails.size());
        rank /= tails.size();
        if (!inKorean) {
            return rank == 0 ? head + tail : head + tail + "-" + rank;
        }
        String middle = heads.get(rank % heads.size());
        return spaced(middle.equals(head) ? head + tail : head + "_" + middle + tail, dice);
    }

    String error(Dice dice) {
        return dice.chance(0.5)
                ? errors.get(errorRanks.rank(dice))
                : "0x%08X".formatted(0x80040000 | dice.below(1 << 16));
    }

    String asset(Dice dice) {
        return "AS-%04d-%05d".formatted(dice.between(2018, 2026), dice.below(100_000));
    }

    List<String> labels(Dice dice) {
        List<String> chosen = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            String label = labels.get(labelRanks.rank(dice));
            if (!chosen.contains(label)) {
                chosen.add(label);
            }
        }
        return chosen;
    }

    private String log(Dice dice, Trade trade, int lines) {
        StringBuilder log = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            if (line > 0) {
                log.append('\n');
            }
            log.append("%02d:%02d:%02d ".formatted(dice.below(24), dice.below(60), dice.below(60)))
                    .append(dice.chance(0.2) ? "ERROR " : "INFO ")
                    .append(rare(dice, false))
                    .append(": ")
                    .append(error(dice))
                    .append(" at ")
                    .append(thing(dice, trade, false));
        }
        return log.toString();
    }

    private String filled(Sentence sentence, Dice dice, Lists lists, boolean inKorean, long now) {
        StringBuilder words = new StringBuilder(80);
        for (int i = 0; i < sentence.slots.size(); i++) {
            words.append(spaced(sentence.literals.get(i), dice));
            String word = word(sentence.slots.get(i), dice, lists, inKorean, now);
            words.append(word).append(particle(word, sentence.particles.get(i)));
        }
        return words.append(spaced(sentence.literals.getLast(), dice)).toString();
    }

    private String word(String slot, Dice dice, Lists lists, boolean inKorean, long now) {
        return switch (slot) {
            case "thing" -> spaced(lists.things.any(dice).literals.getFirst(), dice);
            case "place" -> place(dice, inKorean);
            case "rare" -> rare(dice, inKorean);
            case "code" -> error(dice);
            case "asset" -> asset(dice);
            case "number" -> Integer.toString(1 + counts.rank(dice));
            case "amount" -> amount(dice, inKorean);
            case "person" -> person(dice, inKorean);
            case "time" -> time(dice, inKorean);
            case "date" -> date(dice, inKorean, now);
            default -> throw new IllegalArgumentException("No words for {" + slot + "}");
        };
    }

    private static String amount(Dice dice, boolean inKorean) {
        long hundreds = (long) dice.stretch(1200, 1.5) + 1;
        if (!inKorean) {
            return dice.chance(0.6) ? "$%,d".formatted(hundreds) : "KRW %,d".formatted(hundreds * 100);
        }
        return hundreds >= 100 && dice.chance(0.3) ? hundreds / 100 + "만 원" : "%,d원".formatted(hundreds * 100);
    }

    private static String time(Dice dice, boolean inKorean) {
        int hour = dice.between(8, 19);
        if (!inKorean) {
            return "%d:%02d".formatted(hour, dice.below(4) * 15);
        }
        return (hour < 12 ? "오전 " + hour : "오후 " + (hour == 12 ? 12 : hour - 12)) + "시";
    }

    private static String date(Dice dice, boolean inKorean, long now) {
        LocalDate date = Calendar.date(now).plusDays(dice.between(-3, 14));
        if (dice.chance(0.2)) {
            return date.toString();
        }
        return inKorean ? date.getMonthValue() + "월 " + date.getDayOfMonth() + "일" : IN_ENGLISH.format(date);
    }

    String person(Dice dice, boolean inKorean) {
        return inKorean ? dice.of(surnames) + dice.of(firstNames) : dice.of(englishNames);
    }

    /** Where some write a space and others none. */
    private static String spaced(String words, Dice dice) {
        if (words.indexOf('_') < 0) {
            return words;
        }
        return words.replace("_", dice.chance(0.2) ? " " : "");
    }

    /** The form that a Korean particle takes after a word. */
    private static String particle(String word, String particle) {
        if (particle.isEmpty()) {
            return "";
        }
        char last = word.charAt(word.length() - 1);
        boolean hangul = last >= '가' && last <= '힣';
        int end = hangul ? (last - '가') % 28 : "013678lmnrLMNR".indexOf(last) >= 0 ? 1 : 0;
        return switch (particle) {
            case "이" -> end == 0 ? "가" : "이";
            case "을" -> end == 0 ? "를" : "을";
            case "은" -> end == 0 ? "는" : "은";
            case "과" -> end == 0 ? "와" : "과";
            // After ㄹ as after a vowel.
            case "으로" -> end == 0 || hangul && end == 8 ? "로" : "으로";
            default -> particle;
        };
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object given) {
        return (Map<String, Object>) given;
    }

    @SuppressWarnings("unchecked")
    static List<String> list(Object given) {
        return ((List<Object>) given).stream().map(String::valueOf).toList();
    }

    static List<String> texts(Object given, String language) {
        return list(map(given).get(language));
    }
}
