package io.maru.setup.web;

import io.maru.people.web.SessionCookie;
import io.maru.platform.Language;
import io.maru.setup.Setup;
import io.maru.setup.SetupAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The set-up wizard's questions and answers, open to whoever comes first. */
@RestController
class SetupController {

    record SetupState(boolean required, String version, List<Language> languages, String defaultTimeZone) {}

    /** @param organisationName null until the set-up is done */
    record InstallationResource(@Nullable String organisationName, String version) {}

    private final Setup setup;
    private final SessionCookie sessionCookie;
    private final String version;

    SetupController(Setup setup, SessionCookie sessionCookie, @Value("${spring.application.version}") String version) {
        this.setup = setup;
        this.sessionCookie = sessionCookie;
        this.version = version;
    }

    @GetMapping("/api/setup")
    SetupState readSetup() {
        return new SetupState(
                setup.required(),
                version,
                List.of(Language.values()),
                ZoneId.systemDefault().getId());
    }

    /** Signs the new administrator in. */
    @PostMapping("/api/setup")
    @ResponseStatus(HttpStatus.CREATED)
    InstallationResource completeSetup(
            @RequestBody SetupAnswers answers, HttpServletRequest request, HttpServletResponse response) {
        sessionCookie.open(setup.complete(answers), request, response);
        return readInstallation();
    }

    @GetMapping("/api/installation")
    InstallationResource readInstallation() {
        return new InstallationResource(setup.organisationName().orElse(null), version);
    }
}
