package io.maru.people;

import java.util.Optional;

/** How a request was let in, for answers that go on so long that the right to them may end meanwhile. */
public interface Access {

    /** The caller with the rights they hold by now; empty when they are no longer signed in. */
    Optional<CurrentPerson> current();
}
