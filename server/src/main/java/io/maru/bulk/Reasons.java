package io.maru.bulk;

import io.maru.desk.Desks;
import io.maru.platform.Failure;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.Violation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in both languages why a ticket was not changed, so that whoever reads it later reads their own. */
@Component
class Reasons {

    private final MessageSource messages;
    private final Desks desks;

    Reasons(MessageSource messages, Desks desks) {
        this.messages = messages;
        this.desks = desks;
    }

    /** @param deskId the ticket's; null when it is not known */
    LocalizedText of(Failure failure, @Nullable Long deskId) {
        if (!failure.violations().isEmpty()) {
            return of(failure.violations());
        }
        return switch (failure) {
            case NotPermitted refused
            when deskId != null ->
                text(language -> say(
                        "bulk.reason.not_permitted",
                        language,
                        desks.require(deskId).name().in(language)));
            case NotFound gone -> of("bulk.reason.not_found");
            default -> text(language -> say("problem." + failure.code() + ".detail", language, failure.arguments()));
        };
    }

    LocalizedText of(List<Violation> violations) {
        return text(language -> violations.stream()
                .map(violation -> sentence(violation, language))
                .distinct()
                .collect(Collectors.joining(" ")));
    }

    LocalizedText of(String code) {
        return LocalizedText.of(messages, code);
    }

    private String sentence(Violation violation, Language language) {
        String said = say("violation." + violation.code(), language, violation.argumentsIn(language));
        String field = violation.pointer().substring(violation.pointer().lastIndexOf('/') + 1);
        String name = messages.getMessage("history.field." + inHistory(field), null, "", language.locale());
        return name == null || name.isEmpty() || violation.code().equals("transition_rule_on")
                ? said
                : say("bulk.reason.on_field", language, name, said);
    }

    /** What a member of a request is called in the history. */
    private static String inHistory(String member) {
        return switch (member) {
            case "assigneeId" -> "assignee";
            case "teamId" -> "team";
            case "dueDate" -> "due_date";
            default -> member;
        };
    }

    private String say(String code, Language language, Object... arguments) {
        return messages.getMessage(code, arguments, language.locale());
    }

    private static LocalizedText text(Function<Language, String> each) {
        return new LocalizedText(each.apply(Language.KO), each.apply(Language.EN));
    }
}
