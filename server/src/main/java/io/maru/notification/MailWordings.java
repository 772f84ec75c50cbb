package io.maru.notification;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.expression.Template;
import io.maru.expression.Templates;
import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldExpressions;
import io.maru.field.Forms;
import io.maru.notification.MailWording.MailWords;
import io.maru.notification.MailWordingStore.Kept;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.PlainText;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.ticket.TicketValues;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How mails are worded and what they look like: as a desk has it, else as all have it, else as the product has it, each text in the reader's
 * own language.
 */
@Service
public class MailWordings {

    static final String READER = "reader";
    static final String ORGANISATION = "organisation";
    static final String NEWS = "news";
    static final String SAID = "comment.text";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_OPENING = 5_000;
    private static final int LONGEST_BUTTON = 60;
    private static final int LONGEST_FOOTER = 2_000;

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final String ACCENT = "#157a6e";
    private static final LocalizedText SUBJECT =
            new LocalizedText("[{{ticket.key}}] {{ticket.summary}}", "[{{ticket.key}}] {{ticket.summary}}");

    private final Desks desks;
    private final Forms forms;
    private final FieldExpressions fieldExpressions;
    private final Templates templates;
    private final NotificationKinds kinds;
    private final MailWordingStore store;
    private final Installations installations;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final ReferenceCache<Long, Kept> cache;

    MailWordings(
            Desks desks,
            Forms forms,
            FieldExpressions fieldExpressions,
            Templates templates,
            NotificationKinds kinds,
            MailWordingStore store,
            Installations installations,
            MessageSource messages,
            ApplicationEventPublisher events,
            ReferenceCaches caches) {
        this.desks = desks;
        this.forms = forms;
        this.fieldExpressions = fieldExpressions;
        this.templates = templates;
        this.kinds = kinds;
        this.store = store;
        this.installations = installations;
        this.messages = messages;
        this.events = events;
        this.cache = caches.create("mail-wording", store::of);
    }

    /** A kind whose mails can be worded. */
    public record WordedKind(String kind, String label) {}

    /**
     * A wording as it is changed.
     *
     * @param version 0 where nobody ever said anything
     * @param inherited what is used where this one says nothing
     * @param broken the kind of which a text can no longer be used, in words; null while all can
     */
    public record MailWordingView(
            long version,
            MailWording wording,
            MailWording inherited,
            List<WordedKind> kinds,
            @Nullable String broken) {}

    /** @param deskKey null for the one of all desks */
    @Transactional(readOnly = true)
    public MailWordingView view(CurrentPerson current, @Nullable String deskKey) {
        return view(current, permitted(current, deskKey));
    }

    /** The desk that this person may configure; nothing for all, if they may set those. */
    Optional<Desk> permitted(CurrentPerson current, @Nullable String deskKey) {
        if (deskKey == null) {
            current.require(Permission.MAIL_ADMINISTER);
            return Optional.empty();
        }
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        return Optional.of(desk);
    }

    private MailWordingView view(CurrentPerson current, Optional<Desk> desk) {
        Optional<Kept> kept = store.find(desk.map(Desk::id).orElse(null));
        MailWording ofAll = desk.isEmpty()
                ? MailWording.NONE
                : store.find(null).map(Kept::wording).orElse(MailWording.NONE);
        return new MailWordingView(
                kept.map(Kept::version).orElse(0L),
                kept.map(Kept::wording).orElse(MailWording.NONE),
                overProduct(ofAll),
                worded().map(kind -> new WordedKind(kind.key(), kind.label(current.language())))
                        .toList(),
                kept.map(Kept::broken)
                        .flatMap(kinds::find)
                        .map(kind -> kind.label(current.language()))
                        .orElse(null));
    }

    private Stream<NotificationKind> worded() {
        return kinds.all().stream().filter(NotificationKind::aboutTicket);
    }

    private MailWording overProduct(MailWording wording) {
        LocalizedText button = LocalizedText.of(messages, "notification.mail.open");
        LocalizedText organisation = new LocalizedText(organisation(), organisation());
        Map<String, MailWords> words = new HashMap<>();
        worded().forEach(kind -> {
            MailWords own = wording.of(kind.key());
            words.put(
                    kind.key(),
                    new MailWords(
                            own.subject().or(SUBJECT),
                            own.opening(),
                            own.button().or(button)));
        });
        return new MailWording(
                wording.senderName().or(organisation),
                wording.brand().or(organisation),
                Objects.requireNonNullElse(wording.accentColour(), ACCENT),
                wording.footer(),
                words);
    }

    private String organisation() {
        return installations.find().map(Installation::organisationName).orElse("Maru");
    }

    /**
     * Sets a wording anew.
     *
     * @param deskKey null for the one of all desks
     * @param basedOn the version that was seen
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public MailWordingView change(CurrentPerson current, @Nullable String deskKey, long basedOn, MailWording wanted) {
        Optional<Desk> desk = permitted(current, deskKey);
        MailWording wording = checked(desk, wanted);
        Long deskId = desk.map(Desk::id).orElse(null);
        if (!store.set(deskId, wording, basedOn)) {
            throw new StaleVersion(store.find(deskId).map(Kept::version).orElse(0L));
        }
        cache.forgetAfterCommit(deskId == null ? MailWordingStore.ALL : deskId);
        return view(current, desk);
    }

    /** What can be used of it; what cannot is refused at its place. */
    MailWording checked(Optional<Desk> desk, MailWording wanted) {
        List<Violation> violations = new ArrayList<>();
        Map<String, ValueType> names =
                names(forms.fieldsOfDesk(desk.map(Desk::id).orElse(MailWordingStore.ALL)));
        Map<String, MailWords> words = new HashMap<>();
        wanted.words().forEach((kind, given) -> {
            String pointer = "/words/" + kind;
            if (worded().noneMatch(each -> each.key().equals(kind))) {
                violations.add(Violation.of(pointer, "unknown"));
                return;
            }
            MailWords kept = new MailWords(
                    LocalizedText.line(given.subject(), LONGEST_SUBJECT, pointer + "/subject", violations),
                    LocalizedText.text(given.opening(), LONGEST_OPENING, pointer + "/opening", violations),
                    LocalizedText.line(given.button(), LONGEST_BUTTON, pointer + "/button", violations));
            check(kept.subject(), names, pointer + "/subject", violations);
            check(kept.opening(), names, pointer + "/opening", violations);
            check(kept.button(), names, pointer + "/button", violations);
            if (!kept.isEmpty()) {
                words.put(kind, kept);
            }
        });
        String colour = wanted.accentColour() == null || wanted.accentColour().isBlank()
                ? null
                : wanted.accentColour().strip().toLowerCase(Locale.ROOT);
        if (colour != null && !COLOUR.matcher(colour).matches()) {
            violations.add(Violation.of("/accentColour", "pattern"));
        }
        MailWording wording = new MailWording(
                LocalizedText.line(wanted.senderName(), LONGEST_NAME, "/senderName", violations),
                LocalizedText.line(wanted.brand(), LONGEST_NAME, "/brand", violations),
                colour,
                LocalizedText.text(wanted.footer(), LONGEST_FOOTER, "/footer", violations),
                words);
        Invalid.throwIfAny(violations);
        return wording;
    }

    private void check(LocalizedText text, Map<String, ValueType> names, String pointer, List<Violation> violations) {
        if (text.ko() != null) {
            templates.compile(text.ko(), names, ZoneOffset.UTC, pointer + "/ko", violations);
        }
        if (text.en() != null) {
            templates.compile(text.en(), names, ZoneOffset.UTC, pointer + "/en", violations);
        }
    }

    private Map<String, ValueType> names(List<FieldDefinition> fields) {
        Map<String, ValueType> names = new HashMap<>(fieldExpressions.names(fields));
        names.putAll(TicketValues.names(fields));
        Stream.of(READER, ORGANISATION, NEWS, SAID).forEach(name -> names.put(name, ValueType.TEXT));
        return names;
    }

    /** The look and words of a mail to this reader about a ticket of a desk; null for one about tickets of several. */
    Design design(CurrentPerson reader, @Nullable Long deskId) {
        return new Design(
                reader,
                deskId,
                Stream.of(Optional.ofNullable(deskId).flatMap(cache::get), cache.get(MailWordingStore.ALL))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** The same with a wording that is only tried. */
    Design tried(CurrentPerson reader, long deskId, MailWording wording, boolean ofDesk) {
        Kept draft = new Kept(0, wording, 0, "");
        return new Design(
                reader,
                deskId,
                ofDesk
                        ? Stream.concat(Stream.of(draft), cache.get(MailWordingStore.ALL).stream())
                                .toList()
                        : List.of(draft));
    }

    /** The wordings that hold for a mail, the nearest first. */
    final class Design {

        private final CurrentPerson reader;
        private final Language language;
        private final @Nullable Long deskId;
        private final List<Kept> layers;

        private Design(CurrentPerson reader, @Nullable Long deskId, List<Kept> layers) {
            this.reader = reader;
            this.language = reader.language();
            this.deskId = deskId;
            this.layers = layers;
        }

        String senderName() {
            return named(MailWording::senderName).orElseGet(this::organisation);
        }

        String brand() {
            return named(MailWording::brand).orElseGet(this::organisation);
        }

        String organisation() {
            return MailWordings.this.organisation();
        }

        Optional<String> footer() {
            return named(MailWording::footer);
        }

        String accent() {
            return layers.stream()
                    .flatMap(layer -> Stream.ofNullable(layer.wording().accentColour()))
                    .findFirst()
                    .orElse(ACCENT);
        }

        private Optional<String> named(Function<MailWording, LocalizedText> text) {
            return layers.stream()
                    .map(layer -> text.apply(layer.wording()).in(language))
                    .filter(each -> !each.isEmpty())
                    .findFirst();
        }

        /** @param values asked only when a place needs one */
        Optional<String> subject(String kind, Supplier<Map<String, Object>> values) {
            return filled(kind, MailWords::subject, values).map(PlainText::line);
        }

        Optional<String> opening(String kind, Supplier<Map<String, Object>> values) {
            return filled(kind, MailWords::opening, values);
        }

        Optional<String> button(String kind, Supplier<Map<String, Object>> values) {
            return filled(kind, MailWords::button, values).map(PlainText::line);
        }

        private Optional<String> filled(
                String kind, Function<MailWords, LocalizedText> part, Supplier<Map<String, Object>> values) {
            for (Kept layer : layers) {
                LocalizedText text = part.apply(layer.wording().of(kind));
                String own = language == Language.KO ? text.ko() : text.en();
                if (own == null) {
                    continue;
                }
                Template template = templates.compile(
                        own,
                        names(forms.fieldsOfDesk(deskId == null ? MailWordingStore.ALL : deskId)),
                        reader.timeZone(),
                        "",
                        new ArrayList<>());
                if (template == null) {
                    noteBroken(layer, kind);
                    continue;
                }
                String filled = template.fill(template.used().isEmpty() ? Map.of() : values.get(), this::words)
                        .strip();
                if (!filled.isEmpty()) {
                    return Optional.of(filled);
                }
            }
            return Optional.empty();
        }

        private String words(Object value) {
            return value instanceof Instant instant
                    ? language.words(instant.atZone(reader.timeZone()))
                    : TicketValues.words(value, reader.timeZone());
        }

        private void noteBroken(Kept layer, String kind) {
            if (layer.broken() == null && store.broken(layer.id(), kind)) {
                boolean ofDesk =
                        deskId != null && cache.get(deskId).map(Kept::id).equals(Optional.of(layer.id()));
                cache.forgetAfterCommit(ofDesk ? Objects.requireNonNull(deskId) : MailWordingStore.ALL);
                events.publishEvent(new MailWordingBroken(
                        ofDesk ? desks.require(Objects.requireNonNull(deskId)).key() : null, kind));
            }
        }
    }
}
