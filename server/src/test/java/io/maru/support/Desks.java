package io.maru.support;

import io.maru.desk.Desk;
import io.maru.desk.DeskChange;
import io.maru.desk.NewDesk;
import io.maru.desk.RaiseAccess;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypes;
import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.template.DeskTemplates;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Makes desks for tests: {@code desks.aDesk().open().create()}. */
@TestComponent
public class Desks {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final DeskTemplates templates;
    private final io.maru.desk.Desks desks;
    private final RequestTypes requestTypes;
    private final People people;
    private volatile @Nullable CurrentPerson administrator;

    Desks(DeskTemplates templates, io.maru.desk.Desks desks, RequestTypes requestTypes, People people) {
        this.templates = templates;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.people = people;
    }

    /** A desk from the IT template, at which anybody may raise requests. */
    public Builder aDesk() {
        return new Builder();
    }

    /** The administrator in whose name desks are made. */
    public CurrentPerson administrator() {
        CurrentPerson known = administrator;
        if (known == null) {
            known = people.administrator().current();
            administrator = known;
        }
        return known;
    }

    /** A desk's request type by its English name, such as {@code Report an incident}. */
    public RequestType requestType(Desk desk, String englishName) {
        return requestTypes.ofDesk(desk.id()).stream()
                .filter(type -> englishName.equals(type.name().en()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No request type " + englishName));
    }

    /**
     * Takes back what a new desk promises, which is broken sooner or later by the hour at which a test begins.
     *
     * @param manager of the desk
     */
    public void withoutPromises(Desk desk, TestPerson manager) {
        manager.api()
                .get("/api/sla/policies?desk=" + desk.key())
                .expect(200)
                .body()
                .forEach(policy -> manager.api()
                        .ifMatch(policy.path("version").asLong())
                        .patch("/api/sla/policies/" + policy.path("id").asLong(), Map.of("retired", true))
                        .expect(200));
    }

    /** A desk to be. */
    public final class Builder {

        private String key =
                "D" + Integer.toString(NUMBER.incrementAndGet(), 36).toUpperCase(java.util.Locale.ROOT)
                        + Long.toString(System.nanoTime() % 1_000_000, 36).toUpperCase(java.util.Locale.ROOT);
        private LocalizedText name = new LocalizedText("전산 지원", "IT support");
        private @Nullable String template = "it";
        private RaiseAccess raiseAccess = RaiseAccess.EVERYONE;
        private boolean archived;

        public Builder withKey(String key) {
            this.key = key;
            return this;
        }

        public Builder named(String korean, String english) {
            this.name = new LocalizedText(korean, english);
            return this;
        }

        /** With workflows and without anything to ask for. */
        public Builder empty() {
            this.template = null;
            return this;
        }

        public Builder forMembersOnly() {
            this.raiseAccess = RaiseAccess.MEMBERS;
            return this;
        }

        public Builder archived() {
            this.archived = true;
            return this;
        }

        public Desk create() {
            CurrentPerson by = administrator();
            Desk desk = templates.create(by, new NewDesk(key, name, null, null, raiseAccess), template, null);
            return archived
                    ? desks.change(by, key, desk.version(), new DeskChange(null, null, null, null, true))
                    : desk;
        }
    }
}
