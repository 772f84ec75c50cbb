package io.maru.field;

import io.maru.platform.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forms, and the fields they can be made of. */
@Service
public class Forms {

    private final FieldStore store;

    Forms(FieldStore store) {
        this.store = store;
    }

    /**
     * A form by its id, without asking who wants it: whoever may see the request type or the ticket may see its form.
     *
     * @throws NotFound when there is none
     */
    @Transactional(readOnly = true)
    public Form form(long formId) {
        Map<Long, Form> found = store.forms(Set.of(formId));
        Form form = found.get(formId);
        if (form == null) {
            throw new NotFound();
        }
        return form;
    }

    /** The fields a desk's forms can be made of: the system's, then its own. */
    @Transactional(readOnly = true)
    public List<FieldDefinition> fieldsOfDesk(long deskId) {
        return store.fieldsOfDesks(Set.of(deskId)).getOrDefault(deskId, List.of());
    }

    /** A field of this desk has changed, and with it every form it stands on. */
    void forgetFields(long deskId) {}
}
