package io.maru.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(1));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(BACK_OFF.pause(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(BACK_OFF.pause(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(BACK_OFF.pause(3)).isEqualTo(Duration.ofSeconds(40));
        assertThat(BACK_OFF.pause(4)).isEqualTo(Duration.ofMinutes(1));
        assertThat(BACK_OFF.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoAsksToBeLeftAloneLongerIs() {
        assertThat(BACK_OFF.pause(0, Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
        assertThat(BACK_OFF.pause(0, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(5));
        assertThat(BACK_OFF.pause(0, null)).isEqualTo(Duration.ofSeconds(5));
    }
}
