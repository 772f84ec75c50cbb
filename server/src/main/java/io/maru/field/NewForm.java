package io.maru.field;

import io.maru.platform.LocalizedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form to be made.
 *
 * @param plain whether it was given as a list of fields, which is where mistakes are then told
 */
public record NewForm(List<@Nullable Section> sections, boolean plain) {

    public NewForm {
        sections = Collections.unmodifiableList(new ArrayList<>(sections));
    }

    /** See {@link FormSection}. */
    public record Section(
            @Nullable LocalizedText title,
            @Nullable LocalizedText help,
            int columns,
            Conditions conditions,
            List<@Nullable NewFormField> fields) {}

    /** One section without a title. */
    public static NewForm of(List<@Nullable NewFormField> fields) {
        return new NewForm(List.of(new Section(null, null, 1, Conditions.NONE, fields)), true);
    }

    String pointer(int section) {
        return plain ? "" : "/sections/" + section;
    }
}
