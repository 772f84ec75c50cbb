package io.maru.widget;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypes;
import io.maru.field.FormField;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A desk's widgets, as those who configure the desk set them up. */
@Service
public class Widgets {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_GREETING = 500;
    private static final int MOST = 20;
    private static final int MOST_ORIGINS = 30;
    private static final String USUAL_COLOUR = "#157a6e";
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    /** What a chat answers of its ticket's form. */
    private static final Set<String> SAID_IN_CHATS = Set.of("summary", "description");

    private final WidgetStore store;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Forms forms;
    private final Clock clock;

    Widgets(WidgetStore store, Desks desks, RequestTypes requestTypes, Forms forms, Clock clock) {
        this.store = store;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.forms = forms;
        this.clock = clock;
    }

    /** A widget as those who configure its desk see it. */
    public record WidgetView(
            UUID id,
            String name,
            LocalizedText title,
            LocalizedText greeting,
            List<String> origins,
            String colour,
            boolean newcomers,
            @Nullable Long chatRequestTypeId,
            boolean active,
            long version) {}

    /** @param origins also as the addresses of pages there */
    public record WidgetSettings(
            @Nullable String name,
            @Nullable LocalizedText title,
            @Nullable LocalizedText greeting,
            @Nullable List<String> origins,
            @Nullable String colour,
            @Nullable Boolean newcomers,
            @Nullable Long chatRequestTypeId,
            @Nullable Boolean active) {}

    @Transactional(readOnly = true)
    public List<WidgetView> list(CurrentPerson current, String deskKey) {
        return store.ofDesk(configured(current, deskKey).id()).stream()
                .map(Widgets::view)
                .toList();
    }

    @Transactional(readOnly = true)
    public WidgetView find(CurrentPerson current, String deskKey, UUID id) {
        return view(require(configured(current, deskKey), id));
    }

    @Transactional
    public WidgetView create(CurrentPerson current, String deskKey, WidgetSettings settings) {
        Desk desk = configured(current, deskKey);
        if (store.ofDesk(desk.id()).size() >= MOST) {
            throw Invalid.at("/name", "widget_too_many", MOST);
        }
        Widget widget = checked(desk, UUID.randomUUID(), settings);
        store.insert(widget, clock.instant());
        return find(current, deskKey, widget.id());
    }

    /** @throws StaleVersion when somebody changed it since */
    @Transactional
    public WidgetView change(CurrentPerson current, String deskKey, UUID id, long basedOn, WidgetSettings settings) {
        Desk desk = configured(current, deskKey);
        Widget before = require(desk, id);
        if (!store.update(checked(desk, id, settings), basedOn)) {
            throw new StaleVersion(before.version());
        }
        return find(current, deskKey, id);
    }

    /** It is shown nowhere any more; what was asked in it stays. */
    @Transactional
    public void delete(CurrentPerson current, String deskKey, UUID id) {
        store.delete(require(configured(current, deskKey), id).id());
    }

    private Desk configured(CurrentPerson current, String deskKey) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        return desk;
    }

    private Widget require(Desk desk, UUID id) {
        return store.find(id).filter(widget -> widget.deskId() == desk.id()).orElseThrow(NotFound::new);
    }

    private static WidgetView view(Widget widget) {
        return new WidgetView(
                widget.id(),
                widget.name(),
                widget.title(),
                widget.greeting(),
                widget.origins(),
                widget.colour(),
                widget.newcomers(),
                widget.chatRequestTypeId(),
                widget.active(),
                widget.version());
    }

    private Widget checked(Desk desk, UUID id, WidgetSettings wanted) {
        List<Violation> violations = new ArrayList<>();
        String name = PlainText.line(Objects.requireNonNullElse(wanted.name(), ""));
        if (name.isEmpty()) {
            violations.add(Violation.of("/name", "required"));
        } else if (PlainText.length(name) > LONGEST_NAME) {
            violations.add(Violation.of("/name", "too_long", LONGEST_NAME));
        }
        LocalizedText title = LocalizedText.text(wanted.title(), LONGEST_TITLE, "/title", violations);
        LocalizedText greeting = LocalizedText.text(wanted.greeting(), LONGEST_GREETING, "/greeting", violations);
        List<String> origins = origins(Objects.requireNonNullElse(wanted.origins(), List.of()), violations);
        String colour =
                Objects.requireNonNullElse(wanted.colour(), USUAL_COLOUR).toLowerCase(java.util.Locale.ROOT);
        if (!COLOUR.matcher(colour).matches()) {
            violations.add(Violation.of("/colour", "widget_colour"));
        }
        Long chat = wanted.chatRequestTypeId();
        if (chat != null) {
            checkChat(desk, chat, violations);
        }
        Invalid.throwIfAny(violations);
        return new Widget(
                id,
                desk.id(),
                name,
                title,
                greeting,
                origins,
                colour,
                Boolean.TRUE.equals(wanted.newcomers()),
                chat,
                !Boolean.FALSE.equals(wanted.active()),
                0);
    }

    private static List<String> origins(List<String> typed, List<Violation> violations) {
        if (typed.size() > MOST_ORIGINS) {
            violations.add(Violation.of("/origins", "too_many", MOST_ORIGINS));
            return List.of();
        }
        List<String> origins = new ArrayList<>();
        for (String each : typed) {
            Optional<String> origin = Origins.read(each);
            if (origin.isEmpty()) {
                violations.add(Violation.of("/origins", "widget_origin", PlainText.shortened(each, 100)));
            } else if (!origins.contains(origin.get())) {
                origins.add(origin.get());
            }
        }
        return origins;
    }

    /** A chat begins with a sentence: its form must ask for no more. */
    private void checkChat(Desk desk, long requestTypeId, List<Violation> violations) {
        Optional<RequestType> found = requestTypes.ofDesk(desk.id()).stream()
                .filter(each -> each.id() == requestTypeId && each.offered())
                .findFirst();
        if (found.isEmpty()) {
            violations.add(Violation.of("/chatRequestTypeId", "choice_unknown"));
            return;
        }
        Optional<FormField> more = forms.form(found.get().formId()).fields().stream()
                .filter(field -> field.required() && !field.hidden())
                .filter(field -> !SAID_IN_CHATS.contains(field.field().key()))
                .findFirst();
        more.ifPresent(field -> violations.add(Violation.of("/chatRequestTypeId", "widget_chat_asks", field.label())));
    }
}
