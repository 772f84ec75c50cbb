package io.maru.setup;

import io.maru.desk.Desk;
import io.maru.desk.NewDesk;
import io.maru.people.CurrentPerson;
import io.maru.people.NewPerson;
import io.maru.people.Persons;
import io.maru.people.Role;
import io.maru.people.RoleAssignments;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.PlainText;
import io.maru.platform.Refused;
import io.maru.platform.Violation;
import io.maru.setup.SetupAnswers.Administrator;
import io.maru.setup.SetupAnswers.FirstDesk;
import io.maru.template.DeskTemplates;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets the installation up, once. */
@Service
public class Setup {

    private static final int ORGANISATION_NAME_LENGTH = 200;

    private final Installations installations;
    private final Persons persons;
    private final RoleAssignments roles;
    private final DeskTemplates templates;

    Setup(Installations installations, Persons persons, RoleAssignments roles, DeskTemplates templates) {
        this.installations = installations;
        this.persons = persons;
        this.roles = roles;
        this.templates = templates;
    }

    /** Whether nobody has done it yet. */
    public boolean required() {
        return installations.find().isEmpty();
    }

    /** Empty until it is set up. */
    public Optional<String> organisationName() {
        return installations.find().map(Installation::organisationName);
    }

    /**
     * Makes the installation, its administrator and the first desk, or nothing at all. Asks nobody's permission, since
     * there is nobody yet; of several that try at once, one succeeds.
     *
     * @return the administrator's id
     * @throws Invalid telling everything that is wrong with the answers
     * @throws Refused {@code already_set_up}
     */
    @Transactional
    public long complete(SetupAnswers answers) {
        if (!required()) {
            throw alreadySetUp();
        }
        List<Violation> violations = new ArrayList<>();
        String organisationName = organisationName(answers.organisationName(), violations);
        Language language = language(answers.language(), violations);
        ZoneId timeZone = timeZone(answers.timeZone(), violations);
        if (violations.isEmpty() && !installations.setUp(new Installation(organisationName, language, timeZone))) {
            throw alreadySetUp();
        }
        Optional<CurrentPerson> administrator = administrator(answers.administrator(), language, timeZone, violations);
        FirstDesk firstDesk = answers.firstDesk();
        if (firstDesk != null && administrator.isPresent()) {
            firstDesk(administrator.get(), firstDesk, language, violations);
        }
        Invalid.throwIfAny(violations);
        return administrator.orElseThrow().id();
    }

    private Optional<CurrentPerson> administrator(
            @Nullable Administrator answered, Language language, ZoneId timeZone, List<Violation> violations) {
        Administrator given = answered == null ? new Administrator(null, null, null) : answered;
        if (given.password() == null || given.password().isEmpty()) {
            violations.add(Violation.of("/administrator/password", "required"));
        }
        try {
            long id = persons.createFirstAdministrator(
                    new NewPerson(
                            given.displayName(),
                            given.email(),
                            language.tag(),
                            timeZone.getId(),
                            given.password() == null || given.password().isEmpty() ? null : given.password()),
                    "/administrator");
            return Optional.of(persons.acting(id));
        } catch (Invalid invalid) {
            violations.addAll(invalid.violations());
            return Optional.empty();
        }
    }

    /** Its first manager and agent is the administrator, who would otherwise have nobody to give work to. */
    private void firstDesk(
            CurrentPerson administrator, FirstDesk given, Language language, List<Violation> violations) {
        String name = given.name();
        LocalizedText localised = name == null || name.isBlank()
                ? null
                : language == Language.KO ? new LocalizedText(name, null) : new LocalizedText(null, name);
        try {
            Desk desk = templates.create(
                    administrator, new NewDesk(given.key(), localised, null, null, null), given.template(), null);
            roles.assignToPerson(administrator, desk.id(), Role.DESK_MANAGER, administrator.id());
            roles.assignToPerson(administrator, desk.id(), Role.AGENT, administrator.id());
        } catch (Invalid invalid) {
            invalid.violations()
                    .forEach(violation -> violations.add(new Violation(
                            "/firstDesk" + violation.pointer().replaceFirst("^/name/.*", "/name"),
                            violation.code(),
                            violation.arguments())));
        }
    }

    private static String organisationName(@Nullable String given, List<Violation> violations) {
        String name = PlainText.line(Objects.requireNonNullElse(given, ""));
        if (name.isEmpty()) {
            violations.add(Violation.of("/organisationName", "required"));
        } else if (PlainText.length(name) > ORGANISATION_NAME_LENGTH) {
            violations.add(Violation.of("/organisationName", "too_long", ORGANISATION_NAME_LENGTH));
        }
        return name;
    }

    private static Language language(@Nullable String given, List<Violation> violations) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(given))
                .findFirst()
                .orElseGet(() -> {
                    violations.add(Violation.of("/language", given == null ? "required" : "choice_unknown"));
                    return Language.EN;
                });
    }

    private static ZoneId timeZone(@Nullable String given, List<Violation> violations) {
        if (given != null && ZoneId.getAvailableZoneIds().contains(given)) {
            return ZoneId.of(given);
        }
        violations.add(Violation.of("/timeZone", given == null ? "required" : "time_zone_unknown"));
        return ZoneId.of("UTC");
    }

    private static Refused alreadySetUp() {
        return new Refused("already_set_up");
    }
}
