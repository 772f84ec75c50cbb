package io.maru.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What administrators enter and nobody may read in the database or its backup: passwords and secrets of other systems. The key
 * is the setting {@code maru.secret-key}, or a file of the data folder that is made when it is first needed.
 */
@Component
public class Secrets {

    private static final String VERSION = "v1.";

    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int SIGNATURE_LENGTH = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private byte @Nullable [] key;

    /** @throws IllegalStateException when the setting is not a key */
    public Secrets(@Value("${maru.secret-key:}") String setting, @Value("${maru.data:./data}") Path data) {
        this.file = data.resolve("secret.key");
        this.key = setting.isBlank() ? null : key(setting, "The setting maru.secret-key");
    }

    /** The same text is another one each time. */
    public String encrypt(String text) {
        byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_LENGTH + hidden.length);
            System.arraycopy(hidden, 0, whole, NONCE_LENGTH, hidden.length);
            return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws SecretUnreadable when it was encrypted with another key, or changed since */
    public String decrypt(String encrypted) {
        if (!encrypted.startsWith(VERSION)) {
            throw new SecretUnreadable();
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(encrypted.substring(VERSION.length()));
            byte[] nonce = Arrays.copyOf(whole, NONCE_LENGTH);
            return new String(
                    cipher(Cipher.DECRYPT_MODE, nonce)
                            .doFinal(whole, NONCE_LENGTH, Math.max(0, whole.length - NONCE_LENGTH)),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new SecretUnreadable();
        }
    }

    /**
     * Proves that a text is ours, for tokens that leave and come back: 22 characters that may stand in addresses.
     *
     * @param purpose what the token is for; one that was signed for something else proves nothing
     */
    public String sign(String purpose, String text) {
        byte[] derived = authenticated(key(), "sign:" + purpose);
        byte[] signature = Arrays.copyOf(authenticated(derived, text), SIGNATURE_LENGTH);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(authenticated(key(), "encrypt"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] authenticated(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized byte[] key() {
        if (key == null) {
            try {
                if (!Files.exists(file)) {
                    make();
                }
                key = key(Files.readString(file), "The file " + file);
            } catch (IOException e) {
                throw new UncheckedIOException("The key of secrets, " + file + ", cannot be used", e);
            }
        }
        return key;
    }

    /** Written under another name first, so that another server on the same folder never reads half of it, nor makes a second one. */
    private void make() throws IOException {
        byte[] made = new byte[KEY_LENGTH];
        RANDOM.nextBytes(made);
        Files.createDirectories(file.toAbsolutePath().getParent());
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".tmp", ownerOnly);
        try {
            Files.writeString(temporary, Base64.getEncoder().encodeToString(made) + "\n");
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException another) {
            // Another server was first, and its key is everybody's.
        } finally {
            Files.delete(temporary);
        }
    }

    private static byte[] key(String text, String where) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below, as is one that is too short.
        }
        throw new IllegalStateException(
                where + " must be 32 random bytes in Base64, as \"openssl rand -base64 32\" makes them");
    }
}
