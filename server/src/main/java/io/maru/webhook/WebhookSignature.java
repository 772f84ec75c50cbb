package io.maru.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By what other systems know our calls, as Standard Webhooks 1.0 has it. */
public final class WebhookSignature {

    private static final String SECRET_PREFIX = "whsec_";
    private static final int SECRET_LENGTH = 24;

    private static final SecureRandom RANDOM = new SecureRandom();

    private WebhookSignature() {}

    /** A new one, {@code whsec_} and the key in Base64. */
    public static String newSecret() {
        byte[] bytes = new byte[SECRET_LENGTH];
        RANDOM.nextBytes(bytes);
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Whether what somebody sent is signed with a secret.
     *
     * @param signatures as they stand in {@code webhook-signature}: several, between blanks, while a secret is changed
     */
    public static boolean proves(String secret, String id, Instant at, String body, String signatures) {
        byte[] own = of(secret, id, at, body).getBytes(StandardCharsets.UTF_8);
        boolean proves = false;
        for (String each : signatures.split(" ", 10)) {
            proves |= MessageDigest.isEqual(own, each.getBytes(StandardCharsets.UTF_8));
        }
        return proves;
    }

    /**
     * As it stands in {@code webhook-signature}.
     *
     * @param at as in {@code webhook-timestamp}, to the second
     */
    public static String of(String secret, String id, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())), "HmacSHA256"));
            String signed = id + "." + at.getEpochSecond() + "." + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
