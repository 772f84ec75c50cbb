package io.maru.notification;

import io.maru.platform.Language;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.MessageSource;

/** Something about no ticket, but about what some administrate: they are told in the web app, and choose nothing. */
public abstract class AdministrationNews implements NotificationKind {

    private final String key;
    private final MessageSource messages;

    /** @param key its name is the message {@code notification.kind.<key>} */
    protected AdministrationNews(String key, MessageSource messages) {
        this.key = key;
        this.messages = messages;
    }

    protected final String say(String code, Language language, Object... arguments) {
        return messages.getMessage(code, arguments, language.locale());
    }

    @Override
    public final String key() {
        return key;
    }

    @Override
    public final String label(Language language) {
        return say("notification.kind." + key, language);
    }

    @Override
    public final Set<Way> ways(boolean customer) {
        return EnumSet.of(Way.WEB);
    }

    @Override
    public final boolean aboutTicket() {
        return false;
    }

    @Override
    public final boolean mandatory() {
        return true;
    }
}
