package io.maru.widget.web;

import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import io.maru.widget.Widgets;
import io.maru.widget.Widgets.WidgetSettings;
import io.maru.widget.Widgets.WidgetView;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A desk's widgets, for those who configure it. */
@RestController
@RequestMapping("/api/desks/{deskKey}/widgets")
class WidgetController {

    private final Widgets widgets;

    WidgetController(Widgets widgets) {
        this.widgets = widgets;
    }

    @GetMapping
    List<WidgetView> listWidgets(CurrentPerson current, @PathVariable String deskKey) {
        return widgets.list(current, deskKey);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WidgetView createWidget(CurrentPerson current, @PathVariable String deskKey, @RequestBody WidgetSettings settings) {
        return widgets.create(current, deskKey, settings);
    }

    @GetMapping("/{id}")
    WidgetView getWidget(CurrentPerson current, @PathVariable String deskKey, @PathVariable UUID id) {
        return widgets.find(current, deskKey, id);
    }

    @PutMapping("/{id}")
    WidgetView changeWidget(
            CurrentPerson current,
            @PathVariable String deskKey,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody WidgetSettings settings) {
        return widgets.change(current, deskKey, id, Version.required(ifMatch), settings);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteWidget(CurrentPerson current, @PathVariable String deskKey, @PathVariable UUID id) {
        widgets.delete(current, deskKey, id);
    }
}
