package io.maru.field;

import java.util.List;

/** The questions of a request type, in order. */
public record Form(long id, List<FormField> fields) {

    public Form {
        fields = List.copyOf(fields);
    }
}
