package io.maru.notification.web;

import io.maru.notification.Browsers;
import io.maru.notification.Browsers.BrowserNotifications;
import io.maru.notification.Browsers.OwnBrowsers;
import io.maru.notification.Browsers.ResumedBrowser;
import io.maru.notification.Browsers.Subscription;
import io.maru.people.CurrentPerson;
import io.maru.people.CurrentSession;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** In which browsers people are told of what happens. */
@RestController
class BrowserController {

    private final Browsers browsers;

    BrowserController(Browsers browsers) {
        this.browsers = browsers;
    }

    record KnownBrowser(String endpoint) {}

    @GetMapping("/api/me/browsers")
    OwnBrowsers listToldBrowsers(CurrentPerson me) {
        return browsers.of(me);
    }

    /** Tells the caller in the browser in which they are signed in. */
    @PutMapping("/api/me/browsers/current")
    ResumedBrowser tellInBrowser(CurrentPerson me, CurrentSession session, @RequestBody Subscription subscription) {
        return browsers.switchOn(me, session, subscription);
    }

    /** Once a browser that was told is signed in anew: it goes on telling the same person, and nobody else. */
    @PostMapping("/api/me/browsers/current")
    ResumedBrowser resumeBrowser(CurrentPerson me, CurrentSession session, @RequestBody KnownBrowser known) {
        return browsers.resume(me, session, known.endpoint());
    }

    @DeleteMapping("/api/me/browsers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeToldBrowser(CurrentPerson me, @PathVariable long id) {
        browsers.remove(me, id);
    }

    @GetMapping("/api/browser-notifications")
    BrowserNotifications getBrowserNotifications(CurrentPerson current) {
        return browsers.settings(current);
    }

    /** The last one wins: there is nothing to merge. */
    @PutMapping("/api/browser-notifications")
    BrowserNotifications setBrowserNotifications(CurrentPerson current, @RequestBody BrowserNotifications wanted) {
        return browsers.change(current, wanted);
    }
}
