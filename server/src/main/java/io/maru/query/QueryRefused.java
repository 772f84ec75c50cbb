package io.maru.query;

import java.util.List;

/** A query was asked that has problems. */
final class QueryRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<QueryProblem> problems;

    QueryRefused(QueryProblem problem) {
        this(List.of(problem));
    }

    QueryRefused(List<QueryProblem> problems) {
        this.problems = List.copyOf(problems);
    }

    List<QueryProblem> problems() {
        return problems;
    }
}
