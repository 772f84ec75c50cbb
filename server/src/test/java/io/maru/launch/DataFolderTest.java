package io.maru.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void isLockedByOneAndTellsTheOtherWhereTheFirstAnswers() {
        try (DataFolder first = DataFolder.open(folder);
                DataFolder second = DataFolder.open(folder)) {
            first.lock("http://localhost:8080");
            assertThatExceptionOfType(LaunchFailure.class)
                    .isThrownBy(() -> second.lock("http://localhost:9090"))
                    .withMessageContaining("http://localhost:8080")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_IN_USE));
        }
    }

    @Test
    void isFreeAgainOnceClosed() {
        try (DataFolder first = DataFolder.open(folder)) {
            first.lock("http://localhost:8080");
        }
        try (DataFolder second = DataFolder.open(folder)) {
            second.lock("http://localhost:9090");
            assertThat(folder.resolve("lock")).hasContent("http://localhost:9090");
        }
    }

    @Test
    void mustBeWritable() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> DataFolder.open(file.resolve("data")))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_NOT_WRITABLE));
    }
}
