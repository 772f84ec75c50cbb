package io.maru.field;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.maru.platform.Language;
import java.util.Optional;

/**
 * Phone numbers are kept as they are written internationally, {@code +82 10-1234-5678}: readable, the same wherever one
 * is read, and E.164 once all but the plus and the digits are left out.
 */
final class PhoneNumber {

    /** More is no phone number, with whatever between its digits. */
    static final int MAXIMUM_LENGTH = 50;

    /** Where a number without a country code is. */
    private static final String REGION = "KR";

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumber() {}

    /** The number as it is kept; none when there cannot be such a number. */
    static Optional<String> of(String text) {
        return parsed(text).filter(NUMBERS::isValidNumber).map(PhoneNumber::international);
    }

    /** A Korean number as Koreans write it, for readers of Korean; any other with its country code. */
    static String shown(String kept, Language language) {
        return parsed(kept)
                .map(number -> language == Language.KO && REGION.equals(NUMBERS.getRegionCodeForNumber(number))
                        ? NUMBERS.format(number, PhoneNumberFormat.NATIONAL)
                        : international(number))
                .orElse(kept);
    }

    private static String international(Phonenumber.PhoneNumber number) {
        return NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL);
    }

    private static Optional<Phonenumber.PhoneNumber> parsed(String text) {
        try {
            return Optional.of(NUMBERS.parse(text, REGION));
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
