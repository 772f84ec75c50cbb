package io.maru.widget.web;

import io.maru.people.Client;
import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import io.maru.widget.Chats;
import io.maru.widget.Chats.ChatKey;
import io.maru.widget.Chats.ChatMessage;
import io.maru.widget.Chats.ChatStanding;
import io.maru.widget.WidgetVisits;
import io.maru.widget.WidgetVisits.CodeAsked;
import io.maru.widget.WidgetVisits.CodeRequest;
import io.maru.widget.WidgetVisits.ShownChat;
import io.maru.widget.WidgetVisits.ShownWidget;
import io.maru.widget.WidgetVisits.WidgetVisit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A widget as its visitors come to it. */
@RestController
@RequestMapping("/api/widgets/{id}")
class VisitController {

    private final WidgetVisits visits;
    private final Chats chats;

    VisitController(WidgetVisits visits, Chats chats) {
        this.visits = visits;
        this.chats = chats;
    }

    @GetMapping
    ShownWidget getShownWidget(@PathVariable UUID id) {
        return visits.shown(id, language());
    }

    /** Has a number sent to an address. */
    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CodeAsked askWidgetCode(@PathVariable UUID id, @RequestBody CodeRequest body, HttpServletRequest request) {
        return visits.askCode(id, body, client(request), language());
    }

    record CodeNumber(@Nullable String number) {}

    @PostMapping("/codes/{codeId}")
    @ResponseStatus(HttpStatus.CREATED)
    WidgetVisit confirmWidgetCode(
            @PathVariable UUID id,
            @PathVariable UUID codeId,
            @RequestBody CodeNumber body,
            HttpServletRequest request) {
        return visits.confirm(id, codeId, body.number(), client(request), language());
    }

    /** Lets in whoever is signed in. */
    @PostMapping("/visits")
    @ResponseStatus(HttpStatus.CREATED)
    WidgetVisit beginWidgetVisit(CurrentPerson current, @PathVariable UUID id, HttpServletRequest request) {
        return visits.begin(current, id, client(request));
    }

    @GetMapping("/chat")
    ChatStanding getChatStanding(CurrentPerson current, @PathVariable UUID id) {
        return chats.standing(current, id);
    }

    @PostMapping("/chats")
    @ResponseStatus(HttpStatus.CREATED)
    ChatKey beginChat(
            CurrentPerson current,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody ChatMessage message) {
        return chats.begin(current, id, idempotencyKey, message);
    }

    @PostMapping("/chats/{key}/messages")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sayInChat(
            CurrentPerson current,
            @PathVariable UUID id,
            @PathVariable String key,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody ChatMessage message) {
        chats.say(current, id, key, idempotencyKey, message);
    }

    /** Says that the visitor has the chat before their eyes. */
    @PostMapping("/chats/{key}/seen")
    ShownChat seeChat(CurrentPerson current, @PathVariable UUID id, @PathVariable String key) {
        return chats.seen(current, id, key);
    }

    @DeleteMapping("/chats/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endChat(CurrentPerson current, @PathVariable UUID id, @PathVariable String key) {
        chats.end(current, id, key);
    }

    private static Client client(HttpServletRequest request) {
        return new Client(
                request.getRemoteAddr(), Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    }

    private static Language language() {
        return Language.of(LocaleContextHolder.getLocale());
    }
}
