package io.maru.people;

import io.maru.platform.Language;
import io.maru.platform.NotFound;
import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Objects;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Prints a link to a new password for somebody who holds the machine, when they ask for it on the command line. */
@Component
@ConditionalOnProperty("maru.operator.reset-password")
@EnableConfigurationProperties(OperatorPasswordReset.Order.class)
class OperatorPasswordReset implements ApplicationRunner, ExitCodeGenerator {

    private static final int PERSON_UNKNOWN = 19;

    /**
     * @param resetPassword whose, by e-mail address
     * @param language of the terminal
     * @param address where this machine's server answers, for links when no public address is configured
     */
    @ConfigurationProperties("maru.operator")
    record Order(String resetPassword, Language language, URI address) {}

    private final Order order;
    private final PasswordResets resets;
    private final PeopleProperties properties;
    private final MessageSource messages;
    private int exitCode;

    OperatorPasswordReset(Order order, PasswordResets resets, PeopleProperties properties, MessageSource messages) {
        this.order = order;
        this.resets = resets;
        this.properties = properties;
        this.messages = messages;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            PasswordResets.Link link = resets.createForOperator(order.resetPassword());
            String until = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(order.language().locale())
                    .format(link.expiresAt().atZone(ZoneId.systemDefault()));
            System.out.println(text("reset.link", order.resetPassword(), until));
            System.out.println(link.at(Objects.requireNonNullElse(properties.publicAddress(), order.address())));
        } catch (NotFound nobody) {
            System.err.println(text("reset.unknown", order.resetPassword()));
            exitCode = PERSON_UNKNOWN;
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, order.language().locale());
    }
}
