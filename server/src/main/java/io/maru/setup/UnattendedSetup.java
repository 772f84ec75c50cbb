package io.maru.setup;

import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.Refused;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Does the set-up at start when its answers were given to the launcher. */
@Component
@EnableConfigurationProperties(SetupProperties.class)
class UnattendedSetup implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(UnattendedSetup.class);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final SetupProperties given;
    private final Setup setup;
    private final MessageSource messages;

    UnattendedSetup(SetupProperties given, Setup setup, MessageSource messages) {
        this.given = given;
        this.setup = setup;
        this.messages = messages;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (given.isEmpty()) {
            return;
        }
        if (!setup.required()) {
            ignore();
            return;
        }
        SetupAnswers answers = answers(given, given.file() == null ? SetupProperties.NONE : read(given.file()));
        Language language = Language.of(Objects.requireNonNullElse(answers.language(), ""));
        try {
            setup.complete(answers);
            LOG.info("Set up for {} with the answers given at start", answers.organisationName());
        } catch (Invalid invalid) {
            throw refused(
                    language,
                    "setup.refused",
                    invalid.violations().stream()
                            .map(violation -> violation.pointer().substring(1).replace('/', '.') + ": "
                                    + text(
                                            language,
                                            "violation." + violation.code(),
                                            violation.arguments().toArray()))
                            .collect(Collectors.joining(" ")));
        } catch (Refused byAnotherServer) {
            ignore();
        }
    }

    private static void ignore() {
        LOG.info("Already set up: the set-up answers given at start are ignored");
    }

    private SetupAnswers answers(SetupProperties first, SetupProperties second) {
        var administrator = Objects.requireNonNullElse(first.administrator(), SetupProperties.Administrator.NONE);
        var administrator2 = Objects.requireNonNullElse(second.administrator(), SetupProperties.Administrator.NONE);
        String passwordFile = either(administrator.passwordFile(), administrator2.passwordFile());
        String password = either(administrator.password(), administrator2.password());
        var desk = Objects.requireNonNullElse(first.firstDesk(), SetupProperties.FirstDesk.NONE);
        var desk2 = Objects.requireNonNullElse(second.firstDesk(), SetupProperties.FirstDesk.NONE);
        SetupAnswers.FirstDesk firstDesk = new SetupAnswers.FirstDesk(
                either(desk.key(), desk2.key()),
                either(desk.name(), desk2.name()),
                either(desk.template(), desk2.template()));
        return new SetupAnswers(
                either(first.organisationName(), second.organisationName()),
                new SetupAnswers.Administrator(
                        either(administrator.displayName(), administrator2.displayName()),
                        either(administrator.email(), administrator2.email()),
                        password == null && passwordFile != null ? passwordIn(passwordFile) : password),
                either(first.language(), either(second.language(), Language.EN.tag())),
                either(
                        first.timeZone(),
                        either(second.timeZone(), ZoneId.systemDefault().getId())),
                firstDesk.equals(new SetupAnswers.FirstDesk(null, null, null)) ? null : firstDesk);
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }

    private String passwordIn(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw refused(Language.EN, "setup.file_unreadable", file);
        }
    }

    /** A name that is not one of the set-up's is refused: a mistyped answer must not be passed over in silence. */
    private SetupProperties read(String file) {
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return document == null ? SetupProperties.NONE : MAPPER.convertValue(document, SetupProperties.class);
        } catch (UnrecognizedPropertyException unknown) {
            throw refused(Language.EN, "setup.file_unknown_name", file, unknown.getPropertyName());
        } catch (JacksonException | YAMLException notAsExpected) {
            throw refused(Language.EN, "setup.file_wrong", file);
        } catch (IOException | InvalidPathException unreadable) {
            throw refused(Language.EN, "setup.file_unreadable", file);
        }
    }

    private UnattendedSetupRefused refused(Language language, String key, @Nullable Object... arguments) {
        return new UnattendedSetupRefused(text(language, key, arguments));
    }

    private String text(Language language, String key, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, language.locale());
    }
}
