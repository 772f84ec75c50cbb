package io.maru.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks for words in texts that are few and short, such as names of what is offered, as the index does in tickets. */
@Component
public class ShortTexts {

    private static final int KEPT = 10_000;

    private final TextAnalyzer analyzer;

    /** What a text is found by. */
    private final Cache<String, Set<String>> lexemes =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    ShortTexts(TextAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** What somebody looks for; the last word may be unfinished. */
    public final class Asked {

        private final TextQuestion question;

        private Asked(TextQuestion question) {
            this.question = question;
        }

        /** Whether all of it is in these texts taken together. */
        public boolean isIn(String... texts) {
            Set<String> all = new HashSet<>();
            for (String text : texts) {
                all.addAll(Objects.requireNonNull(lexemes.get(text, ShortTexts.this::lexemes)));
            }
            return answers(question, all);
        }
    }

    public Asked asked(String text) {
        return new Asked(TextQuestion.of(TextQuestion.cut(text), true, analyzer));
    }

    private Set<String> lexemes(String text) {
        Set<String> found = new HashSet<>();
        for (Word word : analyzer.words(TextAnalyzer.composed(text))) {
            if (word.whole() != null) {
                found.add(word.whole());
            }
            if (word.run() != null) {
                found.add(word.run().text());
            }
            word.parts().forEach(part -> {
                found.add(part.surface());
                found.add(part.stem());
            });
        }
        return found;
    }

    private static boolean answers(TextQuestion question, Set<String> lexemes) {
        return switch (question) {
            case TextQuestion.All all -> all.of().stream().allMatch(each -> answers(each, lexemes));
            case TextQuestion.Any any -> any.of().stream().anyMatch(each -> answers(each, lexemes));
            case TextQuestion.Not not -> !answers(not.what(), lexemes);
            case TextQuestion.Lexeme lexeme -> lexemes.stream().anyMatch(lexeme::isMet);
            // Of so few words the order tells nothing.
            case TextQuestion.Phrase phrase -> lexemes.containsAll(phrase.words());
            case TextQuestion.Nothing nothing -> false;
        };
    }
}
