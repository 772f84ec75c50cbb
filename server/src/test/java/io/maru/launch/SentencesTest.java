package io.maru.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void areInTheLanguageOfTheTerminal() {
        assertThat(Sentences.language(Map.of("LANG", "ko_KR.UTF-8"))).isEqualTo(Locale.KOREAN);
        assertThat(Sentences.language(Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", "en_GB.UTF-8")))
                .isEqualTo(Locale.ROOT);
        assertThat(Sentences.language(Map.of())).isEqualTo(Locale.ROOT);
    }

    @Test
    void existInBothLanguages() {
        assertThat(Sentences.bundle(Locale.KOREAN).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Sentences.bundle(Locale.ROOT).keySet());
    }

    @Test
    void writePortsWithoutSeparators() {
        assertThat(Sentences.say(Sentences.bundle(Locale.ROOT), "port.in_use", 18080))
                .contains("Port 18080 is");
        assertThat(Sentences.say(Sentences.bundle(Locale.KOREAN), "port.in_use", 18080))
                .startsWith("18080 포트");
    }
}
