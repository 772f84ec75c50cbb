package io.maru.search.web;

import io.maru.people.CurrentPerson;
import io.maru.search.SearchIndex;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The index by which tickets are found, for administrators. */
@RestController
@RequestMapping("/api/search/index")
class SearchIndexController {

    private final SearchIndex index;

    SearchIndexController(SearchIndex index) {
        this.index = index;
    }

    @GetMapping
    SearchIndex.IndexState getSearchIndex(CurrentPerson current) {
        return index.state(current);
    }

    /** Compares it with the tickets, and makes anew what is not in line. */
    @PostMapping("/checks")
    SearchIndex.IndexState checkSearchIndex(CurrentPerson current) {
        return index.check(current);
    }

    /** Makes all of it anew, while it goes on being used. */
    @PostMapping("/rebuilds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SearchIndex.IndexState rebuildSearchIndex(CurrentPerson current) {
        return index.rebuild(current);
    }
}
