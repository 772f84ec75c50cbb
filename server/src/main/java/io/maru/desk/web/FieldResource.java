package io.maru.desk.web;

import io.maru.field.FieldChange;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldIndex;
import io.maru.field.FieldOption;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.NewField;
import io.maru.platform.LocalizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field, of a desk or of the installation.
 *
 * @param deskId null for one that all desks have
 * @param options the first of them when there are many
 * @param optionCount how many there are
 * @param index how far the index over its answers is; null for a field that is not marked
 * @param choicesAt where the choices are found that are not sent along with forms
 */
record FieldResource(
        long id,
        @Nullable Long deskId,
        String key,
        FieldType type,
        LocalizedText name,
        LocalizedText help,
        FieldSettings settings,
        List<FieldOption> options,
        int optionCount,
        @Nullable String choicesAt,
        boolean system,
        boolean active,
        @Nullable FieldIndex index,
        long version) {

    /** @param deskKey where choices are found; null when the field is not looked at from a desk */
    static FieldResource of(@Nullable String deskKey, FieldDefinition field) {
        int count = field.options().size();
        return new FieldResource(
                field.id(),
                field.deskId(),
                field.key(),
                field.type(),
                field.name(),
                field.help(),
                field.settings(),
                field.options().subList(0, Math.min(count, FieldDefinition.FEW_OPTIONS)),
                count,
                deskKey == null ? null : field.choicesAt(deskKey),
                field.system(),
                field.active(),
                field.index(),
                field.version());
    }

    /** @param active whether it can be chosen, unless it says otherwise */
    record OptionBody(
            String key,
            LocalizedText name,
            @Nullable Boolean active,
            @Nullable String parent) {

        FieldOption option() {
            return new FieldOption(key, name, Objects.requireNonNullElse(active, true), parent);
        }
    }

    record FieldBody(
            String key,
            FieldType type,
            LocalizedText name,
            @Nullable LocalizedText help,
            @Nullable FieldSettings settings,
            @Nullable List<@Nullable OptionBody> options) {

        NewField field() {
            return new NewField(key, type, name, help, settings, FieldResource.options(options));
        }
    }

    record FieldChangeBody(
            @Nullable LocalizedText name,
            @Nullable LocalizedText help,
            @Nullable FieldSettings settings,
            @Nullable List<@Nullable OptionBody> options,
            @Nullable Boolean active,
            @Nullable Boolean indexed) {

        FieldChange change() {
            return new FieldChange(name, help, settings, FieldResource.options(options), active, indexed);
        }
    }

    /** @param text one option a line: key, Korean and English name, separated by tabs; indented under another one */
    record OptionLines(String text) {}

    private static @Nullable List<@Nullable FieldOption> options(@Nullable List<@Nullable OptionBody> bodies) {
        if (bodies == null) {
            return null;
        }
        List<@Nullable FieldOption> options = new ArrayList<>();
        bodies.forEach(body -> options.add(body == null ? null : body.option()));
        return options;
    }
}
