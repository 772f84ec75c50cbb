package io.maru.notification;

import com.google.crypto.tink.subtle.EllipticCurves;
import com.google.crypto.tink.subtle.EllipticCurves.CurveType;
import com.google.crypto.tink.subtle.EllipticCurves.PointFormatType;
import io.maru.platform.Json;
import io.maru.platform.SecretUnreadable;
import io.maru.platform.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The key by which push services know this installation (VAPID, RFC 8292): made when it is first needed, the same for good. */
@Component
class PushKeys {

    /** A day is the longest that services allow. */
    private static final Duration VALID = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PushStore store;
    private final Secrets secrets;

    PushKeys(PushStore store, Secrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /** An uncompressed point of P-256 in Base64 that may stand in addresses, as browsers take it. */
    String publicKey() {
        return keys().publicKey();
    }

    /**
     * The {@code Authorization} of a message to a push service.
     *
     * @param webAddress of this installation, for those who run the service
     * @throws SecretUnreadable when the key cannot be read any more
     */
    String authorization(URI service, String webAddress, Instant now) {
        PushStore.Keys keys = keys();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", service.getScheme() + "://" + service.getRawAuthority());
        claims.put("exp", now.plus(VALID).getEpochSecond());
        claims.put("sub", webAddress);
        String signed = encoded(Map.of("typ", "JWT", "alg", "ES256")) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secrets.decrypt(keys.privateKey())))));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + signed + "." + BASE64.encodeToString(signature.sign()) + ", k=" + keys.publicKey();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(Map<String, Object> part) {
        return BASE64.encodeToString(Json.of(part).data().getBytes(StandardCharsets.UTF_8));
    }

    private PushStore.Keys keys() {
        return store.keys().orElseGet(() -> {
            store.setKeys(made());
            return store.keys().orElseThrow();
        });
    }

    private PushStore.Keys made() {
        try {
            KeyPair pair = EllipticCurves.generateKeyPair(CurveType.NIST_P256);
            byte[] point = EllipticCurves.pointEncode(
                    CurveType.NIST_P256, PointFormatType.UNCOMPRESSED, ((ECPublicKey) pair.getPublic()).getW());
            return new PushStore.Keys(
                    BASE64.encodeToString(point),
                    secrets.encrypt(
                            Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
