package io.maru.field;

import io.maru.platform.NotFound;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Forms, and the fields they can be made of. */
@Service
public class Forms {

    private final ReferenceCache<Long, Form> forms;
    private final ReferenceCache<Long, List<FieldDefinition>> fieldsOfDesks;

    Forms(FieldStore store, ReferenceCaches caches) {
        forms = caches.create("forms", store::forms);
        fieldsOfDesks = caches.create("fields of desks", store::fieldsOfDesks);
    }

    /**
     * A form by its id, without asking who wants it: whoever may see the request type or the ticket may see its form.
     *
     * @throws NotFound when there is none
     */
    public Form form(long formId) {
        return forms.get(formId).orElseThrow(NotFound::new);
    }

    /** What a desk's forms can be made of: the system's fields, the installation's, its own; also those put on no further form. */
    public List<FieldDefinition> fieldsOfDesk(long deskId) {
        return fieldsOfDesks.get(deskId).orElse(List.of());
    }

    /**
     * A field has changed, and with it every form on which it stands.
     *
     * @param deskId null for one of the installation, which every desk has
     */
    void forgetFields(@Nullable Long deskId) {
        if (deskId == null) {
            fieldsOfDesks.forgetAllAfterCommit();
        } else {
            fieldsOfDesks.forgetAfterCommit(deskId);
        }
        forms.forgetAllAfterCommit();
    }
}
