package io.maru.connection.web;

import io.maru.connection.ConnectedSystems;
import io.maru.connection.ConnectedSystems.SystemSecret;
import io.maru.connection.ConnectedSystems.SystemSettings;
import io.maru.connection.ConnectedSystems.SystemView;
import io.maru.connection.ConnectionMessages;
import io.maru.connection.ConnectionMessages.MessageView;
import io.maru.connection.ConnectionMessages.Registered;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import io.maru.platform.web.Version;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The systems that register requests here, for administrators. */
@RestController
@RequestMapping("/api/connected-systems")
class ConnectedSystemController {

    private final ConnectedSystems systems;
    private final ConnectionMessages messages;

    ConnectedSystemController(ConnectedSystems systems, ConnectionMessages messages) {
        this.systems = systems;
        this.messages = messages;
    }

    @GetMapping
    List<SystemView> listConnectedSystems(CurrentPerson current) {
        return systems.list(current);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SystemSecret createConnectedSystem(CurrentPerson current, @RequestBody SystemSettings settings) {
        return systems.create(current, settings);
    }

    @GetMapping("/{id}")
    SystemView getConnectedSystem(CurrentPerson current, @PathVariable UUID id) {
        return systems.find(current, id);
    }

    @PutMapping("/{id}")
    SystemView changeConnectedSystem(
            CurrentPerson current,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody SystemSettings settings) {
        return systems.change(current, id, Version.required(ifMatch), settings);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteConnectedSystem(CurrentPerson current, @PathVariable UUID id) {
        systems.delete(current, id);
    }

    @PostMapping("/{id}/secret")
    SystemSecret renewConnectedSystemSecret(CurrentPerson current, @PathVariable UUID id) {
        return systems.renewSecret(current, id);
    }

    @GetMapping("/{id}/messages")
    Page<MessageView> listConnectedSystemMessages(
            CurrentPerson current,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean refused,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return messages.list(current, id, refused, after, limit);
    }

    @PostMapping("/{id}/messages/{number}/retry")
    Registered retryConnectedSystemMessage(CurrentPerson current, @PathVariable UUID id, @PathVariable long number) {
        return messages.again(current, id, number);
    }
}
