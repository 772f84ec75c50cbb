package io.maru.people;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.maru.platform.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Which passwords are accepted: long enough, and not guessed within minutes. No rule of character kinds, after NIST
 * SP 800-63B: they make passwords harder to remember, not to guess. The common ones are known without asking anybody.
 */
@Component
class PasswordPolicy {

    static final int SHORTEST = 10;
    static final int LONGEST = 128;

    /** Of zxcvbn's scale from 0 to 4: 2 means more than a million guesses. */
    private static final int LOWEST_SCORE = 2;

    /** Guessing is estimated on so much of a password; the effort grows with the square, the strength shows before. */
    private static final int ESTIMATED = 64;

    /** Words of this product and of Korean lists, also as they come out on an English keyboard. */
    private static final List<String> ALSO_COMMON = List.of(
            "maru",
            "마루",
            "servicedesk",
            "비밀번호",
            "qlalfqjsgh",
            "안녕하세요",
            "dkssudgktpdy",
            "사랑해",
            "tkfkdgo",
            "사랑해요",
            "tkfkdgody",
            "대한민국",
            "eogksalsrnr",
            "관리자",
            "rhksflwk",
            "한국",
            "gksrnr",
            "가나다라마바사",
            "rkskekfkakqktk",
            "홍길동",
            "ghdrlfehd",
            "서울",
            "tjdnf");

    private final Zxcvbn zxcvbn = new Zxcvbn();

    /** Adds what is wrong with this password for this person. */
    void check(String password, String email, String displayName, String pointer, List<Violation> violations) {
        String normalised = Passwords.normalised(password);
        int length = normalised.codePointCount(0, normalised.length());
        if (length < SHORTEST || length > LONGEST) {
            violations.add(Violation.of(pointer, "password_length", SHORTEST, LONGEST));
            return;
        }
        String localPart = email.substring(0, Math.max(0, email.indexOf('@')));
        String lower = normalised.toLowerCase(Locale.ROOT);
        if (lower.equals(email.toLowerCase(Locale.ROOT))
                || lower.equals(localPart.toLowerCase(Locale.ROOT))
                || lower.equals(displayName.toLowerCase(Locale.ROOT))) {
            violations.add(Violation.of(pointer, "password_is_name"));
            return;
        }
        List<String> known = new ArrayList<>(ALSO_COMMON);
        known.add(email);
        known.addAll(Arrays.asList(email.split("[@.]")));
        known.add(displayName);
        known.addAll(Arrays.asList(displayName.split("\\s+")));
        known.removeIf(String::isBlank);
        String estimated = normalised.substring(0, Math.min(ESTIMATED, normalised.length()));
        if (zxcvbn.measure(estimated, known).getScore() < LOWEST_SCORE) {
            violations.add(Violation.of(pointer, "password_easy_to_guess"));
        }
    }
}
