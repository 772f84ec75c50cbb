package io.maru.field;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which fields are marked to be indexed, for whoever makes the indexes and says how far they are. */
@Service
public class FieldIndexes {

    private static final int FAILURE_LENGTH = 500;

    private final FieldStore store;
    private final Forms forms;

    FieldIndexes(FieldStore store, Forms forms) {
        this.store = store;
        this.forms = forms;
    }

    /** The marked fields of the installation and of all desks. */
    @Transactional(readOnly = true)
    public List<FieldDefinition> marked() {
        return store.indexedFields();
    }

    /**
     * Says how far the index of a field is, unless the mark was taken away meanwhile.
     *
     * @param failure why it failed; null when it did not
     */
    @Transactional
    public void tell(FieldDefinition field, FieldIndex.State state, @Nullable String failure) {
        String told = failure == null ? null : failure.substring(0, Math.min(failure.length(), FAILURE_LENGTH));
        if (store.tellIndex(field.id(), new FieldIndex(state, told))) {
            forms.forgetFields(field.deskId());
        }
    }
}
