package io.maru.template;

import io.maru.desk.TicketType;
import io.maru.field.FieldOption;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.platform.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a desk begins with, as a template file says it.
 *
 * @param key names the template
 * @param name of the template, and of a desk that is given none
 * @param requestTypes that stand in no group
 */
public record DeskTemplate(
        String key,
        LocalizedText name,
        LocalizedText description,
        String icon,
        List<TemplateField> fields,
        List<Group> groups,
        List<TemplateRequestType> requestTypes) {

    /** A field of the desk's own. */
    record TemplateField(
            String key,
            FieldType type,
            LocalizedText name,
            @Nullable LocalizedText help,
            @Nullable FieldSettings settings,
            @Nullable List<Option> options) {}

    record Option(String key, LocalizedText name) {

        FieldOption active() {
            return new FieldOption(key, name, true);
        }
    }

    record Group(LocalizedText name, List<TemplateRequestType> requestTypes) {}

    /** @param portal offered to customers, unless it says otherwise */
    record TemplateRequestType(
            TicketType ticketType,
            String icon,
            LocalizedText name,
            @Nullable LocalizedText description,
            @Nullable LocalizedText help,
            @Nullable Boolean portal,
            List<Question> form) {}

    /** @param field key of one of the fields above or of a system field */
    record Question(
            String field,
            @Nullable Boolean required,
            @Nullable LocalizedText label,
            @Nullable LocalizedText help,
            @Nullable JsonNode defaultValue) {}
}
