package io.maru.mail.inbound;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.people.RoleAssignments;
import io.maru.platform.Change;
import io.maru.platform.Failure;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import io.maru.ticket.Tickets.TicketEdit;
import io.maru.ticket.Tickets.TransitionRequest;
import io.maru.workflow.StatusCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Does what those who work on a ticket tell it in the first lines of a mail, such as {@code #assign me}: by the use cases by which they
 * would do it by hand, and with the same rights.
 */
@Component
class MailCommands {

    private static final String RESOLUTION = "resolution";
    private static final String DONE = "done";
    private static final int PRIORITIES = 5;

    private final Tickets tickets;
    private final RoleAssignments roles;
    private final Persons persons;
    private final MessageSource messages;
    private final TransactionTemplate apart;

    MailCommands(
            Tickets tickets,
            RoleAssignments roles,
            Persons persons,
            MessageSource messages,
            PlatformTransactionManager transactions) {
        this.tickets = tickets;
        this.roles = roles;
        this.persons = persons;
        this.messages = messages;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** One that was not carried out, as it was written, and why. */
    record Refused(String line, LocalizedText reason) {}

    /** What begins a command; every other word is a transition's. */
    private enum Verb {
        ASSIGN("assign", "담당", "담당자", "배정"),
        PRIORITY("priority", "우선순위"),
        LABEL("label", "labels", "라벨"),
        NOTE("note", "internal", "메모", "내부메모"),
        CLOSE("close", "종료", "닫기", "완료"),
        RESOLVE("resolve", "해결");

        private final Set<String> words;

        Verb(String... words) {
            this.words = Set.of(words);
        }

        static Optional<Verb> of(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.words.contains(word))
                    .findFirst();
        }
    }

    /** A command's first word, and what stands behind it. */
    private record Command(String word, String rest) {

        static Command of(String line) {
            String[] parts = line.substring(1).strip().split("\\s+", 2);
            return new Command(parts[0].toLowerCase(Locale.ROOT), parts.length < 2 ? "" : parts[1].strip());
        }

        Optional<Verb> verb() {
            return Verb.of(word);
        }
    }

    /** What is told to who wrote a command. */
    private static final class NotDone extends RuntimeException {

        private final LocalizedText reason;

        NotDone(LocalizedText reason) {
            super(reason.in(Language.EN), null, false, false);
            this.reason = reason;
        }
    }

    /** Whether the rest of the mail is for those only who work on the ticket. */
    static boolean wantNote(List<String> lines) {
        return lines.stream().anyMatch(line -> Command.of(line).verb().equals(Optional.of(Verb.NOTE)));
    }

    /**
     * Carries them out in their order, each for itself, in the caller's transaction.
     *
     * @param lines each from its number sign on
     */
    List<Refused> carryOut(CurrentPerson sender, String key, List<String> lines) {
        List<Refused> refused = new ArrayList<>();
        for (String line : lines) {
            try {
                apart.executeWithoutResult(status -> carryOut(sender, key, Command.of(line)));
            } catch (NotDone not) {
                refused.add(new Refused(line, not.reason));
            } catch (Failure failure) {
                refused.add(new Refused(line, words(failure)));
            }
        }
        return refused;
    }

    private void carryOut(CurrentPerson sender, String key, Command command) {
        Verb verb = command.verb().orElse(null);
        switch (verb) {
            case ASSIGN -> assign(sender, key, command.rest());
            case PRIORITY -> edit(sender, key, priority(command.rest()), null, null);
            case LABEL -> label(sender, key, command.rest());
            case NOTE -> {
                // It was kept as one.
            }
            case CLOSE, RESOLVE -> move(sender, key, command, command.rest(), true);
            case null -> move(sender, key, command, "", false);
        }
    }

    private void assign(CurrentPerson sender, String key, String who) {
        String named = who.toLowerCase(Locale.ROOT);
        Long personId = switch (named) {
            case "me", "나", "저" -> (Long) sender.id();
            case "nobody", "none", "없음" -> null;
            default -> person(sender, key, named);
        };
        edit(sender, key, null, new Change<>(personId), null);
    }

    /** By address, or by the name of one who works on the desk. */
    private long person(CurrentPerson sender, String key, String named) {
        if (named.contains("@")) {
            return persons.withAddress(named.replaceAll("[<>]", ""))
                    .orElseThrow(() -> new NotDone(say("mail.command.person_unknown", named)));
        }
        List<Long> workers =
                roles.workers(Permission.TICKET_EDIT, tickets.row(sender, key).deskId(), null);
        List<PersonReference> meant = persons.references(workers).values().stream()
                .filter(person -> person.displayName().toLowerCase(Locale.ROOT).equals(named))
                .toList();
        return switch (meant.size()) {
            case 0 -> throw new NotDone(say("mail.command.person_unknown", named));
            case 1 -> meant.getFirst().id();
            default -> throw new NotDone(say("mail.command.person_several", named));
        };
    }

    private Change<Integer> priority(String named) {
        return IntStream.rangeClosed(1, PRIORITIES)
                .filter(each -> named.equals(Integer.toString(each))
                        || Arrays.stream(Language.values())
                                .anyMatch(language -> normal(
                                                messages.getMessage("ticket.priority." + each, null, language.locale()))
                                        .equals(normal(named))))
                .mapToObj(Change::new)
                .findFirst()
                .orElseThrow(() -> new NotDone(say("mail.command.priority_unknown", named)));
    }

    private void label(CurrentPerson sender, String key, String named) {
        Set<String> labels = new LinkedHashSet<>(tickets.row(sender, key).labels());
        Stream.of(named.split("[\\s,]+")).filter(label -> !label.isEmpty()).forEach(labels::add);
        edit(sender, key, null, null, new Change<>(List.copyOf(labels)));
    }

    private void edit(
            CurrentPerson sender,
            String key,
            @Nullable Change<Integer> priority,
            @Nullable Change<Long> assignee,
            @Nullable Change<List<String>> labels) {
        TicketList.Row ticket = tickets.row(sender, key);
        tickets.change(
                sender,
                key,
                ticket.version(),
                new TicketEdit(null, null, priority, assignee, null, labels, null, null, null, null, null));
    }

    /** @param ends whether any transition will do that leads to where tickets are done, when none has this name */
    private void move(CurrentPerson sender, String key, Command command, String resolution, boolean ends) {
        TicketView ticket = tickets.view(sender, key);
        List<String> names = List.of(normal(command.word()), normal(command.word() + command.rest()));
        TicketView.TransitionView taken = ticket.transitions().stream()
                .filter(each -> names.contains(normal(each.key())) || names.contains(normal(each.name())))
                .findFirst()
                .or(() -> ticket.transitions().stream()
                        .filter(each -> ends && each.to().category() == StatusCategory.DONE)
                        .findFirst())
                .orElseThrow(() -> new NotDone(say(
                        ends ? "mail.command.no_transition" : "mail.command.unknown",
                        ticket.status().name())));
        boolean asked = taken.sections().stream()
                .flatMap(section -> section.fields().stream())
                .anyMatch(field -> field.key().equals(RESOLUTION));
        Map<String, JsonNode> fields = asked
                ? Map.of(
                        RESOLUTION,
                        JsonNodeFactory.instance.stringNode(
                                resolution.isEmpty() ? DONE : resolution.toLowerCase(Locale.ROOT)))
                : Map.of();
        tickets.transition(sender, key, ticket.version(), new TransitionRequest(taken.key(), fields, null));
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }

    /** As it would be told to who tried it by hand. */
    private LocalizedText words(Failure failure) {
        return text(language -> failure.violations().isEmpty()
                ? messages.getMessage("problem." + failure.code() + ".detail", failure.arguments(), language.locale())
                : failure.violations().stream()
                        .map(violation -> messages.getMessage(
                                "violation." + violation.code(), violation.argumentsIn(language), language.locale()))
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    private LocalizedText say(String code, Object... arguments) {
        return LocalizedText.of(messages, code, arguments);
    }

    private static LocalizedText text(Function<Language, String> each) {
        return new LocalizedText(each.apply(Language.KO), each.apply(Language.EN));
    }
}
