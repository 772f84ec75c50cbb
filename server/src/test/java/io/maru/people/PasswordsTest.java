package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void keepsArgon2idWithTheAdvisedCost() {
        assertThat(passwords.hash("푸른 바다 고래")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void hangulTypedDecomposedIsTheSamePassword() {
        String hash = passwords.hash("푸른 바다 고래");

        assertThat(passwords.matches(Normalizer.normalize("푸른 바다 고래", Normalizer.Form.NFD), hash))
                .isTrue();
        assertThat(passwords.matches("푸른 바다 고레", hash)).isFalse();
    }

    @Test
    void nobodysPasswordIsNeverRight() {
        assertThat(passwords.matches("", null)).isFalse();
    }
}
