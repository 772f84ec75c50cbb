package io.maru.approval.web;

import io.maru.approval.ApprovalLineView;
import io.maru.approval.ApprovalLines;
import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import java.util.List;
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

/** Lines of approval that are kept, over HTTP. */
@RestController
@RequestMapping("/api/approval-lines")
class ApprovalLineController {

    private final ApprovalLines lines;

    ApprovalLineController(ApprovalLines lines) {
        this.lines = lines;
    }

    @GetMapping
    List<ApprovalLineView> listApprovalLines(
            CurrentPerson current, @RequestParam(required = false) @Nullable String deskKey) {
        return lines.list(current, deskKey);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApprovalLineView createApprovalLine(CurrentPerson current, @RequestBody ApprovalLines.NewLine line) {
        return lines.create(current, line);
    }

    @PutMapping("/{id}")
    ApprovalLineView changeApprovalLine(
            CurrentPerson current,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ApprovalLines.LineChange change) {
        return lines.change(current, id, Version.required(ifMatch), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteApprovalLine(CurrentPerson current, @PathVariable long id) {
        lines.delete(current, id);
    }
}
