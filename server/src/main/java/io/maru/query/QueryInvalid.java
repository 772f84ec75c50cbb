package io.maru.query;

import io.maru.platform.Failure;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A query that cannot be understood; says where and why. Answered with 400. */
public final class QueryInvalid extends Failure {

    private final transient List<Queries.ProblemView> problems;

    QueryInvalid(List<Queries.ProblemView> problems) {
        super(HttpStatus.BAD_REQUEST, "query_invalid", problems.getFirst().message());
        this.problems = problems;
    }

    /** What is wrong with it, to begin with, in the asker's language. */
    public String first() {
        return problems.getFirst().message();
    }

    @Override
    public Map<String, Object> extensions() {
        return Map.of("problems", problems);
    }
}
