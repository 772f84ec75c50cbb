package io.maru.field;

import io.maru.platform.LocalizedText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked.
 *
 * @param deskId null for a field of the installation, which every desk has
 * @param key names the field's value; unique among all that a desk has, and never changed
 * @param options in the order in which they are offered; those no longer offered are among them
 * @param system one that the ticket itself holds: summary, description, priority, due date, attachments
 * @param active one that is not is put on no further form; where it stands it stays, and so do its answers
 * @param index how far the index over its answers is; null for a field that is not marked
 */
public record FieldDefinition(
        long id,
        @Nullable Long deskId,
        String key,
        FieldType type,
        LocalizedText name,
        LocalizedText help,
        FieldSettings settings,
        List<FieldOption> options,
        boolean system,
        boolean active,
        @Nullable FieldIndex index,
        long version) {

    /** As many options as are sent along with a form; more are searched. */
    public static final int FEW_OPTIONS = 200;

    private static final Set<FieldType> CHOSEN_ELSEWHERE =
            EnumSet.of(FieldType.GROUP, FieldType.TEAM, FieldType.SERVICE);

    public FieldDefinition {
        options = List.copyOf(options);
    }

    /** One that is active and not marked. */
    public FieldDefinition(
            long id,
            @Nullable Long deskId,
            String key,
            FieldType type,
            LocalizedText name,
            LocalizedText help,
            FieldSettings settings,
            List<FieldOption> options,
            boolean system,
            long version) {
        this(id, deskId, key, type, name, help, settings, options, system, true, null, version);
    }

    /** Whether administrators of the installation made it for all desks. */
    public boolean ofInstallation() {
        return deskId == null && !system;
    }

    /** Whether its choices are too many to be sent along with a form, or not of its own. */
    private boolean searched() {
        return options.size() > FEW_OPTIONS || CHOSEN_ELSEWHERE.contains(type);
    }

    /** Where the choices are found that are not sent along with a form of a desk; null when all of them are. */
    public @Nullable String choicesAt(String deskKey) {
        return searched() ? "/api/desks/" + deskKey + "/fields/" + id + "/choices" : null;
    }

    /** Those of its options that are sent along with a form. */
    public List<FieldOption> shownOptions() {
        return searched()
                ? List.of()
                : options.stream().filter(FieldOption::active).toList();
    }

    /** An option by its key, whether it is still offered or not. */
    public Optional<FieldOption> option(String optionKey) {
        return options.stream().filter(option -> option.key().equals(optionKey)).findFirst();
    }
}
