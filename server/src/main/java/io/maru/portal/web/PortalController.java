package io.maru.portal.web;

import io.maru.field.FormAnswers;
import io.maru.people.Colleagues;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.portal.Portal;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/portal")
class PortalController {

    private final Portal portal;
    private final Colleagues colleagues;

    PortalController(Portal portal, Colleagues colleagues) {
        this.portal = portal;
        this.colleagues = colleagues;
    }

    @GetMapping
    Portal.Home getPortalHome(CurrentPerson current) {
        return portal.home(current);
    }

    @GetMapping("/search")
    Portal.Found searchPortal(CurrentPerson current, @RequestParam String query) {
        return portal.search(current, query);
    }

    @GetMapping("/desks/{deskKey}/request-types")
    List<Portal.OfferedRequestType> listRaisableRequestTypes(CurrentPerson current, @PathVariable String deskKey) {
        return portal.raisableOn(current, deskKey);
    }

    @GetMapping("/request-types/{id}")
    Portal.RequestForm getRequestForm(CurrentPerson current, @PathVariable long id) {
        return portal.requestForm(current, id);
    }

    record AnswersSoFar(Map<String, JsonNode> values) {}

    @PostMapping("/request-types/{id}/form-state")
    FormAnswers.FormState getFormState(CurrentPerson current, @PathVariable long id, @RequestBody AnswersSoFar body) {
        return portal.formState(current, id, body.values());
    }

    /** Whom one may share a request with. */
    @GetMapping("/colleagues")
    List<PersonReference> findColleagues(CurrentPerson current, @RequestParam String query) {
        return colleagues.find(current, query);
    }
}
