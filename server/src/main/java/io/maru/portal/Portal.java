package io.maru.portal;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypeGroup;
import io.maru.desk.RequestTypes;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.Form;
import io.maru.field.FormAnswers;
import io.maru.field.FormField;
import io.maru.field.FormSection;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Language;
import io.maru.platform.NotFound;
import io.maru.search.ShortTexts;
import io.maru.ticket.RequestView;
import io.maru.ticket.Requests;
import io.maru.ticket.TicketList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What the portal offers a person, in their language. */
@Service
public class Portal {

    private static final int SHOWN_REQUESTS = 10;

    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Forms forms;
    private final FormAnswers formAnswers;
    private final Requests requests;
    private final ShortTexts texts;

    Portal(
            Desks desks,
            RequestTypes requestTypes,
            Forms forms,
            FormAnswers formAnswers,
            Requests requests,
            ShortTexts texts) {
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.forms = forms;
        this.formAnswers = formAnswers;
        this.requests = requests;
        this.texts = texts;
    }

    public record Home(List<PortalDesk> desks, List<RequestView.Summary> openRequests) {}

    public record PortalDesk(String key, String name, String description, String icon, List<Group> groups) {}

    /** Request types under one heading; the last group of a desk may have none. */
    public record Group(@Nullable Long id, @Nullable String name, List<OfferedRequestType> requestTypes) {}

    public record OfferedRequestType(
            long id, String deskKey, String deskName, String name, String description, String icon) {}

    public record Found(List<OfferedRequestType> requestTypes, List<RequestView.Summary> requests) {}

    /**
     * @param conditional whether what is asked depends on what is answered
     * @param state how it stands before anything is entered
     */
    public record RequestForm(
            long id,
            String deskKey,
            String deskName,
            String name,
            String description,
            String help,
            String icon,
            long formId,
            List<Section> sections,
            boolean conditional,
            FormAnswers.FormState state) {}

    /** Questions that stand together. */
    public record Section(String title, String help, int columns, List<Question> fields) {}

    /**
     * @param defaultValue written as an answer would be
     * @param choicesAt where the choices are found that do not come along
     */
    public record Question(
            String key,
            FieldType type,
            String label,
            String help,
            boolean required,
            @Nullable JsonNode defaultValue,
            FieldSettings settings,
            List<Option> options,
            @Nullable String choicesAt) {}

    public record Option(String key, String name, @Nullable String parent) {}

    @Transactional(readOnly = true)
    public Home home(CurrentPerson current) {
        Language language = current.language();
        List<PortalDesk> offered = desks.raisableBy(current).stream()
                .map(desk -> new PortalDesk(
                        desk.key(),
                        desk.name().in(language),
                        desk.description().in(language),
                        desk.icon(),
                        groups(desk, language)))
                .filter(desk -> !desk.groups().isEmpty())
                .toList();
        return new Home(
                offered,
                requests.page(current, TicketList.RequestScope.ALL, TicketList.State.OPEN, null, null, SHOWN_REQUESTS)
                        .items());
    }

    private List<Group> groups(Desk desk, Language language) {
        List<RequestType> offered = requestTypes.ofDesk(desk.id()).stream()
                .filter(RequestType::offered)
                .toList();
        List<Group> groups = new ArrayList<>();
        for (RequestTypeGroup group : requestTypes.groupsOfDesk(desk.id())) {
            addGroup(groups, group.id(), group.name().in(language), desk, offered, language);
        }
        addGroup(groups, null, null, desk, offered, language);
        return groups;
    }

    private static void addGroup(
            List<Group> groups,
            @Nullable Long id,
            @Nullable String name,
            Desk desk,
            List<RequestType> offered,
            Language language) {
        List<OfferedRequestType> members = offered.stream()
                .filter(requestType -> Objects.equals(requestType.groupId(), id))
                .map(requestType -> offered(desk, requestType, language))
                .toList();
        if (!members.isEmpty()) {
            groups.add(new Group(id, name, members));
        }
    }

    private static OfferedRequestType offered(Desk desk, RequestType requestType, Language language) {
        return new OfferedRequestType(
                requestType.id(),
                desk.key(),
                desk.name().in(language),
                requestType.name().in(language),
                requestType.description().in(language),
                requestType.icon());
    }

    /** Request types, by any of their words in either language, and the person's own requests. */
    @Transactional(readOnly = true)
    public Found search(CurrentPerson current, String query) {
        if (query.isBlank()) {
            return new Found(List.of(), List.of());
        }
        ShortTexts.Asked asked = texts.asked(query);
        record Hit(int rank, OfferedRequestType requestType) {}
        List<Hit> hits = new ArrayList<>();
        for (Desk desk : desks.raisableBy(current)) {
            for (RequestType requestType : requestTypes.ofDesk(desk.id())) {
                int rank = requestType.offered() ? rank(requestType, asked) : 0;
                if (rank > 0) {
                    hits.add(new Hit(rank, offered(desk, requestType, current.language())));
                }
            }
        }
        hits.sort(Comparator.comparingInt(Hit::rank).reversed());
        return new Found(
                hits.stream().limit(SHOWN_REQUESTS).map(Hit::requestType).toList(),
                requests.page(current, TicketList.RequestScope.ALL, TicketList.State.ANY, query, null, SHOWN_REQUESTS)
                        .items());
    }

    /** All words must be found; in the name they count for more. */
    private static int rank(RequestType requestType, ShortTexts.Asked asked) {
        String name = bothLanguages(requestType.name().ko(), requestType.name().en());
        if (asked.isIn(name)) {
            return 2;
        }
        String rest = bothLanguages(
                requestType.description().ko(),
                requestType.description().en(),
                requestType.help().ko(),
                requestType.help().en());
        return asked.isIn(name, rest) ? 1 : 0;
    }

    private static String bothLanguages(@Nullable String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            if (text != null) {
                all.append(text).append('\n');
            }
        }
        return all.toString();
    }

    /** What a desk's own people may raise in its workspace: also what the portal does not offer. */
    @Transactional(readOnly = true)
    public List<OfferedRequestType> raisableOn(CurrentPerson current, String deskKey) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.TICKET_CREATE, desk.id());
        return requestTypes.ofDesk(desk.id()).stream()
                .filter(RequestType::active)
                .map(requestType -> offered(desk, requestType, current.language()))
                .toList();
    }

    /** @throws NotFound when it is not offered to this person */
    @Transactional(readOnly = true)
    public RequestForm requestForm(CurrentPerson current, long requestTypeId) {
        Language language = current.language();
        RequestType requestType = offered(current, requestTypeId);
        Desk desk = desks.require(requestType.deskId());
        Form form = forms.form(requestType.formId());
        return new RequestForm(
                requestType.id(),
                desk.key(),
                desk.name().in(language),
                requestType.name().in(language),
                requestType.description().in(language),
                requestType.help().in(language),
                requestType.icon(),
                requestType.formId(),
                form.sections().stream()
                        .map(section -> section(section, desk, language))
                        .filter(section -> !section.fields().isEmpty())
                        .toList(),
                form.conditional(),
                formAnswers.state(form.sections(), defaults(form), current));
    }

    private static Map<String, JsonNode> defaults(Form form) {
        Map<String, JsonNode> defaults = new HashMap<>();
        for (FormField field : form.fields()) {
            if (field.defaultValue() != null && !field.hidden()) {
                defaults.put(field.field().key(), field.defaultValue());
            }
        }
        return defaults;
    }

    /** How a request's form stands for what somebody has entered so far; keeps nothing. */
    @Transactional(readOnly = true)
    public FormAnswers.FormState formState(CurrentPerson current, long requestTypeId, Map<String, JsonNode> values) {
        RequestType requestType = offered(current, requestTypeId);
        return formAnswers.state(forms.form(requestType.formId()).sections(), values, current);
    }

    private RequestType offered(CurrentPerson current, long requestTypeId) {
        RequestType requestType = requestTypes.require(requestTypeId);
        Desk desk = desks.require(requestType.deskId());
        boolean offered = requestType.offered() && desks.mayRaise(current, desk)
                || requestType.active() && current.mayOnDesk(Permission.TICKET_CREATE, desk.id());
        if (!offered) {
            throw new NotFound();
        }
        return requestType;
    }

    private static Section section(FormSection section, Desk desk, Language language) {
        return new Section(
                section.title().in(language),
                section.help().in(language),
                section.columns(),
                section.fields().stream()
                        .filter(question -> !question.hidden())
                        .map(question -> question(question, desk, language))
                        .toList());
    }

    private static Question question(FormField question, Desk desk, Language language) {
        return new Question(
                question.field().key(),
                question.field().type(),
                question.label().in(language),
                question.help().in(language),
                question.required(),
                question.defaultValue(),
                question.field().settings(),
                question.field().shownOptions().stream()
                        .map(option -> new Option(option.key(), option.name().in(language), option.parent()))
                        .toList(),
                question.field().choicesAt(desk.key()));
    }
}
