package io.maru.mail.inbound.web;

import io.maru.mail.inbound.SenderRules;
import io.maru.mail.inbound.SenderRules.NewSenderRule;
import io.maru.mail.inbound.SenderRules.SenderRule;
import io.maru.people.CurrentPerson;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whose mails are taken or refused. */
@RestController
@RequestMapping("/api/mail/sender-rules")
class SenderRuleController {

    private final SenderRules rules;

    SenderRuleController(SenderRules rules) {
        this.rules = rules;
    }

    @GetMapping
    List<SenderRule> listSenderRules(CurrentPerson current) {
        return rules.list(current);
    }

    /** Takes the place of the one about the same sender. */
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setSenderRule(CurrentPerson current, @RequestBody NewSenderRule rule) {
        rules.set(current, rule);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSenderRule(CurrentPerson current, @PathVariable long id) {
        rules.remove(current, id);
    }
}
