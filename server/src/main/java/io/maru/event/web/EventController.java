package io.maru.event.web;

import io.maru.event.EventBacklog;
import io.maru.event.EventBacklog.FailedDelivery;
import io.maru.event.EventBacklog.FollowerBacklog;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What has yet to follow from events. */
@RestController
@RequestMapping("/api/events")
class EventController {

    private final EventBacklog backlog;

    EventController(EventBacklog backlog) {
        this.backlog = backlog;
    }

    @GetMapping("/backlog")
    List<FollowerBacklog> getEventBacklog(CurrentPerson current) {
        return backlog.backlog(current);
    }

    @GetMapping("/failed")
    Page<FailedDelivery> listFailedEvents(
            CurrentPerson current,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return backlog.failed(current, after, limit);
    }

    @PostMapping("/failed/{follower}/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retryEvent(CurrentPerson current, @PathVariable String follower, @PathVariable long id) {
        backlog.retry(current, follower, id);
    }

    @DeleteMapping("/failed/{follower}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skipEvent(CurrentPerson current, @PathVariable String follower, @PathVariable long id) {
        backlog.skip(current, follower, id);
    }
}
