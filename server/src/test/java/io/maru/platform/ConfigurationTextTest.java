package io.maru.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationTextTest {

    private static final String TEXT = """
            maru: meal
            format: 1
            meal:
              name: Lunch
              courses:
              - dish: Soup
              - dish: Rice
            """;

    record Course(String dish) {}

    record Meal(String name, List<Course> courses) {}

    @Test
    void aMemberThatNobodyKnowsIsToldWithItsLineAndColumn() {
        assertThat(refused(TEXT.replace("- dish: Rice", "- dish: Rice\n    spice: hot")))
                .containsExactly("courses › [2] › spice", 8, 5);
        assertThat(refused(TEXT.replace("  name:", "  guest: me\n  name:"))).containsExactly("guest", 4, 3);
    }

    @Test
    void aValueThatDoesNotFitIsToldWithItsLineAndColumn() {
        assertThat(refused(TEXT.replace("dish: Rice", "dish: [Rice]"))).containsExactly("courses › [2] › dish", 7, 11);
    }

    private static List<Object> refused(String text) {
        Invalid invalid =
                catchThrowableOfType(Invalid.class, () -> ConfigurationText.read(text, "meal", 1, Meal.class, "/text"));
        return invalid.violations().getFirst().arguments();
    }
}
