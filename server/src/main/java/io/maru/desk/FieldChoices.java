package io.maru.desk;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldOption;
import io.maru.field.FieldType;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be chosen in a field, found by a piece of its name: there may be too much of it to be shown at once. */
@Service
public class FieldChoices {

    private static final int SHOWN = 50;
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final Desks desks;
    private final Forms forms;
    private final Services services;
    private final Groups groups;

    FieldChoices(Desks desks, Forms forms, Services services, Groups groups) {
        this.desks = desks;
        this.forms = forms;
        this.services = services;
        this.groups = groups;
    }

    /**
     * One thing to choose.
     *
     * @param key of an option; the id of a group or a service
     * @param under the names of the options under which it stands, the outermost first; null for one that stands under none
     */
    public record Choice(String key, String name, @Nullable String under) {}

    /**
     * Open to whoever may see the desk: these are the names that its forms offer.
     *
     * @param query a piece of the name in either language; without one, the first
     * @param keys asks for these alone, also those that can no longer be chosen
     */
    @Transactional(readOnly = true)
    public List<Choice> find(
            CurrentPerson me, String deskKey, long fieldId, @Nullable String query, @Nullable Set<String> keys) {
        Desk desk = desks.visible(me, deskKey);
        FieldDefinition field = forms.fieldsOfDesk(desk.id()).stream()
                .filter(each -> each.id() == fieldId)
                .findFirst()
                .orElseThrow(NotFound::new);
        String text = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        Language language = me.language();
        if (field.type().hasOptions()) {
            return options(field, text, keys, language);
        }
        if (field.type() == FieldType.SERVICE) {
            return services.offeredOn(desk.id()).stream()
                    .filter(service ->
                            keys == null ? named(service.name(), text) : keys.contains(Long.toString(service.id())))
                    .limit(SHOWN)
                    .map(service -> new Choice(
                            Long.toString(service.id()), service.name().in(language), null))
                    .toList();
        }
        if (field.type() == FieldType.GROUP || field.type() == FieldType.TEAM) {
            return groups(field.type(), desk, text, keys).entrySet().stream()
                    .map(group -> new Choice(Long.toString(group.getKey()), group.getValue(), null))
                    .toList();
        }
        return List.of();
    }

    private Map<Long, String> groups(FieldType type, Desk desk, String text, @Nullable Set<String> keys) {
        if (keys != null) {
            return groups.names(keys.stream()
                    .filter(key -> ID.matcher(key).matches())
                    .limit(SHOWN)
                    .map(Long::valueOf)
                    .toList());
        }
        return type == FieldType.TEAM ? groups.teamsMatching(text, desk.id(), SHOWN) : groups.matching(text, SHOWN);
    }

    private static List<Choice> options(
            FieldDefinition field, String text, @Nullable Set<String> keys, Language language) {
        Map<String, FieldOption> byKey = new HashMap<>();
        field.options().forEach(option -> byKey.put(option.key(), option));
        Predicate<FieldOption> wanted = keys == null
                ? option -> option.active() && named(option.name(), text)
                : option -> keys.contains(option.key());
        return field.options().stream()
                .filter(wanted)
                .limit(SHOWN)
                .map(option -> new Choice(option.key(), option.name().in(language), under(option, byKey, language)))
                .toList();
    }

    private static boolean named(LocalizedText name, String text) {
        return text.isEmpty() || contains(name.ko(), text) || contains(name.en(), text);
    }

    private static boolean contains(@Nullable String name, String text) {
        return name != null && name.toLowerCase(Locale.ROOT).contains(text);
    }

    private static @Nullable String under(FieldOption option, Map<String, FieldOption> byKey, Language language) {
        List<String> names = new ArrayList<>();
        FieldOption above = option.parent() == null ? null : byKey.get(option.parent());
        while (above != null && names.size() < SHOWN) {
            names.addFirst(above.name().in(language));
            above = above.parent() == null ? null : byKey.get(above.parent());
        }
        return names.isEmpty() ? null : String.join(" › ", names);
    }
}
