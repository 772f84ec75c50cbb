package io.maru.automation.web;

import io.maru.automation.ManualRules;
import io.maru.automation.ManualRules.ManualRule;
import io.maru.people.CurrentPerson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules that are let run by hand, on a ticket. */
@RestController
@RequestMapping("/api/tickets/{key}/rules")
class ManualRuleController {

    private final ManualRules rules;

    ManualRuleController(ManualRules rules) {
        this.rules = rules;
    }

    @GetMapping
    List<ManualRule> listManualRules(CurrentPerson me, @PathVariable String key) {
        return rules.of(me, key);
    }

    /** @param inputs what was asked, by key, each as a text */
    record ManualRun(Map<String, @Nullable String> inputs) {}

    /** Lets one run, in a moment. */
    @PostMapping("/{id}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void runManualRule(
            CurrentPerson me,
            @PathVariable String key,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody ManualRun run) {
        rules.run(me, idempotencyKey, key, id, run.inputs());
    }
}
