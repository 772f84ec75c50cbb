package io.maru.people;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * How a token is written: {@code maru_}, 256 random bits, and a checksum, all in letters and digits. The prefix lets
 * scanners find one that leaked; the checksum tells a mistyped one without asking the database.
 */
final class ApiTokenText {

    static final String PREFIX = "maru_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;

    private ApiTokenText() {}

    static String random() {
        String secret = base62(new BigInteger(1, SecretToken.random()), SECRET_LENGTH);
        return PREFIX + secret + checksum(secret);
    }

    static boolean isWellFormed(String token) {
        if (token.length() != PREFIX.length() + SECRET_LENGTH + CHECKSUM_LENGTH || !token.startsWith(PREFIX)) {
            return false;
        }
        int checksumAt = PREFIX.length() + SECRET_LENGTH;
        return token.substring(checksumAt).equals(checksum(token.substring(PREFIX.length(), checksumAt)));
    }

    static String hint(String token) {
        return token.substring(0, PREFIX.length() + 4);
    }

    private static String checksum(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.getBytes(StandardCharsets.UTF_8));
        return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
    }

    private static String base62(BigInteger number, int length) {
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        StringBuilder reversed = new StringBuilder();
        BigInteger rest = number;
        while (reversed.length() < length) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            reversed.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return reversed.reverse().toString();
    }
}
