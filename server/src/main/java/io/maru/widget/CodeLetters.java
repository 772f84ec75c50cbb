package io.maru.widget;

import io.maru.desk.Desk;
import io.maru.mail.outbound.MailTemplate;
import io.maru.mail.outbound.OutgoingMail;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.Language;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The mail with the number by which somebody shows that an address is theirs. */
@Component
class CodeLetters {

    private final Installations installations;
    private final MessageSource messages;
    private final MailTemplate template = new MailTemplate("code");

    CodeLetters(Installations installations, MessageSource messages) {
        this.installations = installations;
        this.messages = messages;
    }

    OutgoingMail of(String address, String number, Desk desk, Language language) {
        String organisation =
                installations.find().map(Installation::organisationName).orElse("Maru");
        String subject =
                text(language, "widget.code.subject", number, desk.name().in(language));
        Map<String, Object> shown = Map.of(
                "language",
                language.tag(),
                "subject",
                subject,
                "organisation",
                organisation,
                "words",
                text(language, "widget.code.words", desk.name().in(language)),
                "number",
                number.substring(0, 3) + " " + number.substring(3),
                "valid",
                text(language, "widget.code.valid", WidgetVisits.CODE_VALID.toMinutes()));
        return new OutgoingMail(
                address,
                null,
                null,
                null,
                List.of(),
                false,
                organisation,
                subject,
                template.text(shown),
                template.html(shown),
                null);
    }

    private String text(Language language, String code, Object... arguments) {
        return messages.getMessage(code, arguments, language.locale());
    }
}
