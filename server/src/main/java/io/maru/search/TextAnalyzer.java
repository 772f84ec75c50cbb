package io.maru.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.search.Word.Part;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.POS;
import org.apache.lucene.analysis.ko.dict.KoMorphData;
import org.apache.lucene.analysis.ko.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Takes texts apart into words, the same for what is written and for what is asked. Korean by its morphemes: particles and
 * endings are dropped, compound nouns divided, so that it does not matter what was written together. Everything else by its
 * letters and digits, with English words cut to their stems; of Chinese and Japanese, every two characters.
 */
@Component
class TextAnalyzer {

    /** Raised whenever the same ticket gives another document than before: all are then made anew. */
    static final int VERSION = 3;

    /** In characters; what is longer is found by its beginning. */
    static final int LONGEST_WORD = 64;

    /** The texts between two spaces that are remembered: a few megabytes, and most of what is written. */
    private static final int MOST_KEPT = 20_000;

    /** In characters; what is longer hardly comes again. */
    private static final int LONGEST_KEPT = 24;

    /** Particles, endings, affixes, and words that stand for others or only join them. */
    private static final Set<POS.Tag> DROPPED = EnumSet.of(
            POS.Tag.EP,
            POS.Tag.EF,
            POS.Tag.EC,
            POS.Tag.ETN,
            POS.Tag.ETM,
            POS.Tag.IC,
            POS.Tag.JKS,
            POS.Tag.JKC,
            POS.Tag.JKG,
            POS.Tag.JKO,
            POS.Tag.JKB,
            POS.Tag.JKV,
            POS.Tag.JKQ,
            POS.Tag.JX,
            POS.Tag.JC,
            POS.Tag.MAG,
            POS.Tag.MAJ,
            POS.Tag.MM,
            POS.Tag.NNB,
            POS.Tag.NP,
            POS.Tag.SP,
            POS.Tag.SSC,
            POS.Tag.SSO,
            POS.Tag.SC,
            POS.Tag.SE,
            POS.Tag.SF,
            POS.Tag.SY,
            POS.Tag.VCN,
            POS.Tag.VCP,
            POS.Tag.VX,
            POS.Tag.XPN,
            POS.Tag.XSA,
            POS.Tag.XSN,
            POS.Tag.XSV,
            POS.Tag.NA);

    private static final Set<POS.Tag> NOUNS = EnumSet.of(
            POS.Tag.NNG,
            POS.Tag.NNP,
            POS.Tag.NNB,
            POS.Tag.NNBC,
            POS.Tag.NR,
            POS.Tag.XPN,
            POS.Tag.XSN,
            POS.Tag.XR,
            POS.Tag.UNKNOWN);

    /** Verbs that every second sentence has. */
    private static final Set<String> DROPPED_STEMS = Set.of("하", "되", "있", "이", "같");

    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the",
            "this", "to", "was", "were", "with");

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]{0,15}-[0-9]{1,12}");
    private static final Pattern HYPHENATED = Pattern.compile("\\p{L}+(-\\p{L}+)+");
    private static final Pattern NAME_WITH_NUMBER = Pattern.compile("(\\p{L}{3,})(\\d+)");
    private static final Pattern ENGLISH = Pattern.compile("[a-z]{3,}");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /** How syllables of Hangul are numbered in Unicode: 28 for each pair of an initial and a vowel, by the final. */
    private static final int FINAL_CONSONANTS = 28;

    private static final int FINAL_BIEUP = 17;

    private enum Script {
        HANGUL,
        IDEOGRAPHS,
        LETTERS,
        NONE
    }

    /** What takes Korean and English apart; not to be used by two at once, and dear to make. */
    private static final class Workbench {
        private final KoreanTokenizer korean = new KoreanTokenizer(
                TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, null, KoreanTokenizer.DecompoundMode.NONE, false, true);
        private final CharTermAttribute term = korean.addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = korean.addAttribute(OffsetAttribute.class);
        private final PartOfSpeechAttribute speech = korean.addAttribute(PartOfSpeechAttribute.class);
        private final EnglishStemmer english = new EnglishStemmer();
    }

    private final Queue<Workbench> workbenches = new ConcurrentLinkedQueue<>();

    /** What stood between two spaces and was Korean, taken apart. */
    private final Cache<String, List<Unplaced>> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    /** As texts are taken apart and shown with what was found in them: places in a text are places in this. */
    static String composed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** @param text {@linkplain #composed composed} */
    List<Word> words(String text) {
        Workbench workbench = workbenches.poll();
        if (workbench == null) {
            workbench = new Workbench();
        }
        try {
            List<Unplaced> found = new ArrayList<>();
            if (addOthers(text, workbench, found)) {
                addKorean(text, workbench, found);
                found.sort(
                        Comparator.comparingInt(word -> word.parts().getFirst().start()));
            }
            return placed(found);
        } finally {
            workbenches.offer(workbench);
        }
    }

    private record Unplaced(List<Part> parts, @Nullable String whole, Word.Kind kind, Word.@Nullable Run run) {

        Unplaced(List<Part> parts, @Nullable String whole, Word.Kind kind) {
            this(parts, whole, kind, null);
        }

        static Unplaced plain(Part part) {
            return new Unplaced(List.of(part), null, Word.Kind.PLAIN);
        }

        /** The same in a text in which it begins further back. */
        Unplaced from(int start) {
            return new Unplaced(
                    parts.stream()
                            .map(part ->
                                    new Part(start + part.start(), start + part.end(), part.surface(), part.stem()))
                            .toList(),
                    whole,
                    kind,
                    run);
        }
    }

    private static List<Word> placed(List<Unplaced> found) {
        List<Word> words = new ArrayList<>(found.size());
        int position = 0;
        for (Unplaced word : found) {
            words.add(new Word(position, word.parts(), word.whole(), word.kind(), word.run()));
            position += word.parts().size();
        }
        return words;
    }

    // ------------------------------------------------------------------ Korean

    private void addKorean(String text, Workbench workbench, List<Unplaced> found) {
        int at = 0;
        while (at < text.length()) {
            int start = at;
            boolean korean = false;
            while (at < text.length() && !isSpace(text.charAt(at))) {
                korean |= script(text.charAt(at)) == Script.HANGUL;
                at++;
            }
            if (korean) {
                for (Unplaced word : morphemes(text.substring(start, at), workbench)) {
                    found.add(word.from(start));
                }
            }
            at++;
        }
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /**
     * What stands between two spaces is taken apart by itself: it is then always the same words, whatever stands beside it, and most
     * of it has been taken apart before.
     */
    private List<Unplaced> morphemes(String written, Workbench workbench) {
        if (written.length() > LONGEST_KEPT) {
            return takenApart(written, workbench);
        }
        List<Unplaced> known = kept.getIfPresent(written);
        if (known == null) {
            known = List.copyOf(takenApart(written, workbench));
            kept.put(written, known);
        }
        return known;
    }

    private static List<Unplaced> takenApart(String written, Workbench workbench) {
        KoreanTokenizer korean = workbench.korean;
        List<Unplaced> found = new ArrayList<>();
        try {
            try {
                korean.setReader(new StringReader(inPlainSpeech(written)));
                korean.reset();
                Nouns nouns = new Nouns(found);
                while (korean.incrementToken()) {
                    nouns.next(workbench);
                    addMorphemes(workbench, found);
                }
                nouns.end();
                korean.end();
            } finally {
                korean.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /**
     * The dictionary lacks many verbs in formal speech, in which tickets are written: 느립니다 becomes 느리다, and a space keeps
     * every place what it was.
     */
    private static String inPlainSpeech(String text) {
        StringBuilder plain = null;
        for (int at = text.indexOf('니', 1); at > 0 && at + 1 < text.length(); at = text.indexOf('니', at + 1)) {
            char before = text.charAt(at - 1);
            boolean formal = before >= 0xAC00
                    && before <= 0xD7A3
                    && (before - 0xAC00) % FINAL_CONSONANTS == FINAL_BIEUP
                    && before != '습'
                    && (text.charAt(at + 1) == '다' || text.charAt(at + 1) == '까');
            if (formal) {
                plain = plain == null ? new StringBuilder(text) : plain;
                plain.setCharAt(at - 1, (char) (before - FINAL_BIEUP));
                plain.setCharAt(at, '다');
                plain.setCharAt(at + 1, ' ');
            }
        }
        return plain == null ? text : plain.toString();
    }

    /** Follows which nouns are written together. */
    private static final class Nouns {

        private final List<Unplaced> found;
        private final StringBuilder text = new StringBuilder();
        private int first;
        private int morphemes;
        private int end = -1;

        Nouns(List<Unplaced> found) {
            this.found = found;
        }

        void next(Workbench workbench) {
            boolean noun = NOUNS.contains(workbench.speech.getLeftPOS())
                    && workbench.speech.getPOSType() != POS.Type.INFLECT
                    && workbench.term.chars().allMatch(point -> script(point) == Script.HANGUL);
            if (!noun || workbench.offset.startOffset() != end) {
                end();
            }
            if (noun) {
                text.append(workbench.term);
                morphemes++;
                end = workbench.offset.endOffset();
            }
        }

        void end() {
            if (morphemes > 1 && found.size() > first && text.length() <= LONGEST_WORD) {
                Unplaced word = found.get(first);
                found.set(
                        first,
                        new Unplaced(
                                word.parts(),
                                word.whole(),
                                word.kind(),
                                new Word.Run(text.toString(), found.size() - first)));
            }
            text.setLength(0);
            first = found.size();
            morphemes = 0;
            end = -1;
        }
    }

    private static void addMorphemes(Workbench workbench, List<Unplaced> found) {
        String term = workbench.term.toString();
        int start = workbench.offset.startOffset();
        int end = workbench.offset.endOffset();
        PartOfSpeechAttribute speech = workbench.speech;
        KoMorphData.Morpheme[] morphemes = speech.getMorphemes();
        if (morphemes == null || speech.getPOSType() == POS.Type.MORPHEME) {
            if (!DROPPED.contains(speech.getLeftPOS())) {
                hangul(term, start, end).forEach(part -> found.add(Unplaced.plain(part)));
            }
        } else if (speech.getPOSType() == POS.Type.COMPOUND) {
            addCompound(term, start, end, morphemes, found);
        } else {
            addInflected(term, start, end, morphemes, found);
        }
    }

    private static void addCompound(
            String term, int start, int end, KoMorphData.Morpheme[] morphemes, List<Unplaced> found) {
        List<Part> parts = new ArrayList<>();
        int length = 0;
        for (KoMorphData.Morpheme morpheme : morphemes) {
            int from = start + length;
            length += morpheme.surfaceForm().length();
            parts.addAll(hangul(morpheme.surfaceForm(), from, start + length));
        }
        boolean made = parts.size() > 1 && length == end - start && script(term.charAt(0)) == Script.HANGUL;
        if (made) {
            found.add(new Unplaced(parts, cut(term), Word.Kind.COMPOUND));
        } else {
            parts.forEach(part -> found.add(Unplaced.plain(part)));
        }
    }

    /** A verb or an adjective with its ending; or a noun that looks like one, and is found as it is written. */
    private static void addInflected(
            String term, int start, int end, KoMorphData.Morpheme[] morphemes, List<Unplaced> found) {
        String surface = term;
        for (KoMorphData.Morpheme morpheme : morphemes) {
            String stem = morpheme.surfaceForm();
            if (!DROPPED.contains(morpheme.posTag())
                    && !DROPPED_STEMS.contains(stem)
                    && stem.codePoints().allMatch(point -> script(point) == Script.HANGUL)) {
                found.add(Unplaced.plain(new Part(start, end, surface, stem)));
                surface = stem;
            }
        }
    }

    /** The Hangul of a morpheme: the letters and digits in it, as of the word PC방, are a word already. */
    private static List<Part> hangul(String morpheme, int start, int end) {
        if (DROPPED_STEMS.contains(morpheme)) {
            return List.of();
        }
        boolean inPlace = morpheme.length() == end - start;
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < morpheme.length()) {
            int from = at;
            at = endOf(Script.HANGUL, morpheme, from);
            if (at == from) {
                at += Character.charCount(morpheme.codePointAt(at));
                continue;
            }
            String piece = cut(morpheme.substring(from, at));
            parts.add(new Part(inPlace ? start + from : start, inPlace ? start + at : end, piece, piece));
        }
        return parts;
    }

    // ------------------------------------------------------------------ everything else

    /** @return whether there is Korean, too */
    private static boolean addOthers(String text, Workbench workbench, List<Unplaced> found) {
        boolean korean = false;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            switch (script(point)) {
                case HANGUL -> {
                    korean = true;
                    at += Character.charCount(point);
                }
                case NONE -> at += Character.charCount(point);
                case IDEOGRAPHS -> at = addIdeographs(text, at, found);
                case LETTERS ->
                    at = isEnglishEnding(text, at)
                            ? endOf(Script.LETTERS, text, at)
                            : addLetters(text, at, workbench, found);
            }
        }
        return korean;
    }

    private static int endOf(Script script, String text, int from) {
        int at = from;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (script(point) != script) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /** What follows the apostrophe of user's and can't. */
    private static boolean isEnglishEnding(String text, int start) {
        return start > 1
                && (text.charAt(start - 1) == '\'' || text.charAt(start - 1) == '\u2019')
                && script(text.charAt(start - 2)) == Script.LETTERS
                && endOf(Script.LETTERS, text, start) - start <= 2;
    }

    private static int addIdeographs(String text, int start, List<Unplaced> found) {
        int end = endOf(Script.IDEOGRAPHS, text, start);
        int first = start;
        do {
            int second = text.offsetByCodePoints(first, 1);
            int after = second < end ? text.offsetByCodePoints(second, 1) : end;
            String pair = text.substring(first, after);
            found.add(Unplaced.plain(new Part(first, after, pair, pair)));
            first = second;
        } while (text.offsetByCodePoints(first, 1) < end);
        return end;
    }

    /** Letters and digits, and what they are joined to without a space: names of hosts and files, addresses, keys. */
    private static int addLetters(String text, int start, Workbench workbench, List<Unplaced> found) {
        List<Part> parts = new ArrayList<>();
        int from = start;
        int end;
        while (true) {
            end = endOf(Script.LETTERS, text, from);
            addPart(text, from, end, workbench, parts);
            if (end + 1 >= text.length()
                    || !isJoint(text.charAt(end))
                    || script(text.codePointAt(end + 1)) != Script.LETTERS) {
                break;
            }
            from = end + 1;
        }
        int after = endOfSigns(text, end);
        String written = folded(text.substring(start, Math.min(after, start + 4 * LONGEST_WORD)));
        if (parts.size() == 1 && after > end) {
            found.add(new Unplaced(parts, cut(written), Word.Kind.JOINED));
        } else if (parts.size() == 1) {
            var divided = NAME_WITH_NUMBER.matcher(written);
            if (divided.matches() && written.length() == end - start && written.length() <= LONGEST_WORD) {
                int middle = start + divided.end(1);
                List<Part> both = new ArrayList<>();
                addPart(text, start, middle, workbench, both);
                addPart(text, middle, end, workbench, both);
                found.add(new Unplaced(both, written, Word.Kind.JOINED));
            } else if (!STOP_WORDS.contains(written)) {
                found.add(Unplaced.plain(parts.getFirst()));
            }
        } else {
            Word.Kind kind = KEY.matcher(written).matches() ? Word.Kind.KEY : Word.Kind.JOINED;
            String whole = HYPHENATED.matcher(written).matches() ? written.replace("-", "") : written;
            found.add(new Unplaced(parts, whole.length() <= LONGEST_WORD ? whole : null, kind));
        }
        return after;
    }

    private static void addPart(String text, int start, int end, Workbench workbench, List<Part> parts) {
        String surface = cut(folded(text.substring(start, Math.min(end, start + 2 * LONGEST_WORD))));
        String stem = surface;
        if (ENGLISH.matcher(surface).matches()) {
            workbench.english.setCurrent(surface);
            workbench.english.stem();
            stem = workbench.english.getCurrent();
        }
        parts.add(new Part(start, end, surface, stem));
    }

    /** Of C++ and C#. */
    private static int endOfSigns(String text, int end) {
        int after = end;
        while (after < text.length() && after < end + 2 && (text.charAt(after) == '+' || text.charAt(after) == '#')) {
            after++;
        }
        boolean joined = after < text.length() && script(text.codePointAt(after)) == Script.LETTERS;
        return joined ? end : after;
    }

    private static boolean isJoint(char character) {
        return character == '.' || character == '-' || character == '_' || character == '@';
    }

    private static String folded(String word) {
        if (word.chars().allMatch(character -> character < 0x80)) {
            return word.toLowerCase(Locale.ROOT);
        }
        String decomposed = Normalizer.normalize(word, Normalizer.Form.NFKD);
        return ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String cut(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST_WORD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD));
    }

    private static Script script(int point) {
        if (point < 0x80) {
            return point >= '0' && point <= '9' || point >= 'a' && point <= 'z' || point >= 'A' && point <= 'Z'
                    ? Script.LETTERS
                    : Script.NONE;
        }
        if (point >= 0xAC00 && point <= 0xD7A3
                || point >= 0x1100 && point <= 0x11FF
                || point >= 0x3131 && point <= 0x318E) {
            return Script.HANGUL;
        }
        if (Character.isIdeographic(point) || point >= 0x3041 && point <= 0x30FF) {
            return Script.IDEOGRAPHS;
        }
        return Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK
                ? Script.LETTERS
                : Script.NONE;
    }
}
