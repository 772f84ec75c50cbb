package io.maru.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String ONE = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());
    private static final String ANOTHER =
            Base64.getEncoder().encodeToString("fedcba9876543210fedcba9876543210".getBytes());

    @TempDir
    private Path data;

    @Test
    void whatIsEncryptedIsReadWithTheSameKeyAndSaysItsVersion() {
        String encrypted = new Secrets(ONE, data).encrypt("비밀번호 pässword");

        assertThat(encrypted).startsWith("v1.").doesNotContain("pässword");
        assertThat(new Secrets(ONE, data).decrypt(encrypted)).isEqualTo("비밀번호 pässword");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void theSameTextIsEncryptedDifferentlyEachTime() {
        Secrets secrets = new Secrets(ONE, data);

        assertThat(secrets.encrypt("same")).isNotEqualTo(secrets.encrypt("same"));
        assertThat(secrets.decrypt(secrets.encrypt(""))).isEmpty();
    }

    @Test
    void anotherKeyOrAChangedTextIsRefusedAndNeverReadAsSomethingElse() {
        Secrets secrets = new Secrets(ONE, data);
        String encrypted = secrets.encrypt("secret");

        assertThatThrownBy(() -> new Secrets(ANOTHER, data).decrypt(encrypted)).isInstanceOf(SecretUnreadable.class);
        for (String wrong : List.of("", "v1.", "v1.AAAA", "v1.%", "v2." + encrypted.substring(3), encrypted + "AAAA")) {
            assertThatThrownBy(() -> secrets.decrypt(wrong)).isInstanceOf(SecretUnreadable.class);
        }
    }

    @Test
    void withoutASettingTheKeyIsMadeOnceAndIsItsOwnersAlone() throws IOException {
        String encrypted = new Secrets("", data).encrypt("secret");

        assertThat(new Secrets("", data).decrypt(encrypted)).isEqualTo("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret.key"))))
                .isEqualTo("rw-------");
        assertThat(data).isDirectoryContaining(file -> file.endsWith("secret.key"));
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void serversThatStartTogetherUseOneKey() {
        Set<String> signatures = Collections.synchronizedSet(new HashSet<>());
        IntStream.range(0, 16).parallel().forEach(each -> signatures.add(new Secrets("", data).sign("test", "text")));

        assertThat(signatures).hasSize(1);
    }

    @Test
    void aSignatureHoldsForItsTextAndItsPurpose() {
        Secrets secrets = new Secrets(ONE, data);

        assertThat(secrets.sign("reply", "17")).hasSize(22).isEqualTo(new Secrets(ONE, data).sign("reply", "17"));
        assertThat(Set.of(
                        secrets.sign("reply", "17"),
                        secrets.sign("reply", "18"),
                        secrets.sign("unsubscribe", "17"),
                        new Secrets(ANOTHER, data).sign("reply", "17")))
                .hasSize(4);
    }

    @Test
    void aSettingThatIsNoKeyIsNamed() {
        assertThatThrownBy(() -> new Secrets("too short", data)).hasMessageContaining("maru.secret-key");
        assertThatThrownBy(() -> new Secrets("c2hvcnQ=", data)).hasMessageContaining("maru.secret-key");
    }
}
