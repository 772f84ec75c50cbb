package io.maru.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {

    private static final ResourceBundle ENGLISH = Sentences.bundle(Locale.ROOT);

    @TempDir
    Path home;

    @Test
    void haveDefaults() {
        RunOptions options = options(Map.of());
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.data()).isEqualTo(home.resolve("data"));
        assertThat(options.database()).isEmpty();
        assertThat(options.logsJson()).isFalse();
        assertThat(options.passwordReset()).isEmpty();
        assertThat(options.setupAnswers()).isEmpty();
        assertThat(options.applicationSettings()).isEmpty();
    }

    @Test
    void areTakenFromTheCommandLineThenTheEnvironmentThenTheFile() throws IOException {
        Files.writeString(home.resolve("maru.properties"), """
                port=1
                database-url=jdbc:postgresql://file/maru
                database-user=file
                database-password=file
                """);
        RunOptions options = options(
                Map.of("MARU_DATABASE_USER", "environment", "MARU_DATABASE_PASSWORD", "environment"),
                "--database-password",
                "line");
        assertThat(options.port()).isEqualTo(1);
        assertThat(options.database()).contains(new Database("jdbc:postgresql://file/maru", "environment", "line"));
    }

    @Test
    void areTakenFromTheFileThatAnOptionNames() throws IOException {
        Path file = Files.writeString(home.resolve("other.conf"), "port=81\nmaru.attachment.maximum-size=5MB\n");
        for (RunOptions options : new RunOptions[] {
            options(Map.of(), "--config", file.toString()),
            options(Map.of(), "--config=" + file),
            options(Map.of("MARU_CONFIG", file.toString()))
        }) {
            assertThat(options.port()).isEqualTo(81);
            assertThat(options.applicationSettings()).containsOnly(Map.entry("maru.attachment.maximum-size", "5MB"));
        }
    }

    @Test
    void understandTheFileInWhichTheEmbeddedDatabaseKeepsItsAddress() throws IOException {
        Path file = Files.writeString(
                home.resolve("database.properties"),
                "database-url=jdbc\\:postgresql\\://127.0.0.1\\:5432/maru\ndatabase-user=maru\ndatabase-password=x\n");
        assertThat(options(Map.of(), "--config=" + file).database())
                .contains(new Database("jdbc:postgresql://127.0.0.1:5432/maru", "maru", "x"));
    }

    @Test
    void giveTheAnswersToTheWizard() throws IOException {
        Path setup = Files.writeString(home.resolve("setup.yaml"), "language: ko\n");
        RunOptions options = options(
                Map.of("MARU_SETUP_ADMINISTRATOR_PASSWORD", "correct horse"),
                "--setup=" + setup,
                "--setup-organisation=한빛",
                "--setup-time-zone=Asia/Seoul");
        assertThat(options.setupAnswers())
                .containsOnly(
                        Map.entry("maru.setup.file", setup.toString()),
                        Map.entry("maru.setup.organisation-name", "한빛"),
                        Map.entry("maru.setup.administrator.password", "correct horse"),
                        Map.entry("maru.setup.time-zone", "Asia/Seoul"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            --prot=80,                          Unknown option: --prot=80
            surplus,                            Unknown option: surplus
            --port,                             The option --port needs a value
            --port=eighty,                      The value of --port makes no sense: eighty
            --port=70000,                       The value of --port makes no sense: 70000
            --log-format=xml,                   The value of --log-format makes no sense: xml
            --database-url=mysql://db/maru,     The value of --database-url makes no sense: mysql://db/maru
            --database-user=maru,               give its address with --database-url
            --setup=absent.yaml,                The file that --setup names cannot be read: absent.yaml
            --config=absent.conf,               The file that --config names cannot be read: absent.conf
            """)
    void sayWhatMakesNoSense(String argument, String sentence) {
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> options(Map.of(), argument))
                .withMessageContaining(sentence)
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_OPTION));
    }

    @Test
    void sayThatAnOptionIsGivenTwice() {
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> options(Map.of(), "--port=1", "--port=2"))
                .withMessageContaining("--port is given twice");
    }

    @Test
    void sayThatASettingInTheFileIsUnknown() throws IOException {
        Files.writeString(home.resolve("maru.properties"), "prot=80\n");
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> options(Map.of()))
                .withMessageContaining("Unknown setting \"prot\"");
    }

    @Test
    void areExplainedInBothLanguages() {
        assertThat(RunOptions.usage(ENGLISH)).contains("--database-url", "Port of the web app");
        assertThat(RunOptions.usage(Sentences.bundle(Locale.KOREAN))).contains("--database-url", "웹 앱과 API의 포트");
    }

    private RunOptions options(Map<String, String> environment, String... arguments) {
        return RunOptions.of(arguments, environment, home, ENGLISH);
    }
}
