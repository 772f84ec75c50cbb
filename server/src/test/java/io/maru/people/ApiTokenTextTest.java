package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ApiTokenTextTest {

    @RepeatedTest(20)
    void isLettersAndDigitsBehindThePrefix() {
        String token = ApiTokenText.random();

        assertThat(token).matches("maru_[0-9A-Za-z]{49}");
        assertThat(ApiTokenText.isWellFormed(token)).isTrue();
    }

    @Test
    void aMistypedCharacterShows() {
        String token = ApiTokenText.random();
        char last = token.charAt(20);
        String mistyped = token.substring(0, 20) + (last == 'x' ? 'y' : 'x') + token.substring(21);

        assertThat(ApiTokenText.isWellFormed(mistyped)).isFalse();
        assertThat(ApiTokenText.isWellFormed(token.substring(1))).isFalse();
        assertThat(ApiTokenText.isWellFormed("")).isFalse();
    }
}
