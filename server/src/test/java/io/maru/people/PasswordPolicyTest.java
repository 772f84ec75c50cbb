package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(
            strings = {"정확한 말 배터리 집게", "correct horse battery", "가나다 하늘소 초콜릿", "Xq7#pL2!vR9z", "🙂🙃🙂🙃 산책하는 고양이"})
    void acceptsWhatIsHardToGuessWhateverItIsMadeOf(String password) {
        assertThat(codes(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password123",
                "qwertyuiop",
                "1234567890",
                "aaaaaaaaaaaa",
                "qlalfqjsgh1",
                "iloveyou12",
                "비밀번호비밀번호비"
            })
    void refusesWhatIsGuessedAtOnce(String password) {
        assertThat(codes(password)).containsAnyOf("password_easy_to_guess", "password_length");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(codes("가나다라마바사아자")).containsExactly("password_length");
        assertThat(codes("x".repeat(129))).containsExactly("password_length");
        assertThat(codes("푸른 바다 🌊 고래 노래")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"haneul.kim@example.com", "Haneul.Kim@Example.com", "김하늘 선임연구원님"})
    void refusesThePersonsOwnNames(String password) {
        assertThat(codes(password)).containsExactly("password_is_name");
    }

    @Test
    void refusesThePersonsNameWithANumber() {
        assertThat(codes("haneulkim1")).containsExactly("password_easy_to_guess");
    }

    @Test
    void estimatesALongPasswordInBoundedTime() {
        assertThat(codes("하나둘셋 ".repeat(25))).doesNotContain("password_length");
    }

    private List<String> codes(String password) {
        List<Violation> violations = new ArrayList<>();
        policy.check(password, "haneul.kim@example.com", "김하늘 선임연구원님", "/password", violations);
        assertThat(violations).allMatch(violation -> violation.pointer().equals("/password"));
        return violations.stream().map(Violation::code).toList();
    }
}
