package io.maru.support;

import io.maru.people.Client;
import io.maru.people.CurrentPerson;
import io.maru.people.NewPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.people.Role;
import io.maru.people.RoleAssignments;
import io.maru.people.Sessions;
import io.maru.platform.Language;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Makes persons for tests: {@code people.person().named("홍길동").agentOf(desk).create()}. */
@TestComponent
public class People {

    private final Persons persons;
    private final RoleAssignments roles;
    private final Sessions sessions;
    private final Environment environment;

    People(Persons persons, RoleAssignments roles, Sessions sessions, Environment environment) {
        this.persons = persons;
        this.roles = roles;
        this.sessions = sessions;
        this.environment = environment;
    }

    /** Somebody who may do everything, for preparing what a test is about. */
    public static CurrentPerson everythingAllowed() {
        return new CurrentPerson(
                0,
                "Test",
                Language.EN,
                ZoneId.of("UTC"),
                Set.of(),
                EnumSet.allOf(Permission.class),
                Map.of(),
                Map.of(),
                CurrentPerson.Channel.WEB,
                null);
    }

    public Builder person() {
        return new Builder();
    }

    public TestPerson administrator() {
        return person().administrator().create();
    }

    /** A person with one role, for tables of roles; {@code deskId} is not looked at for an administrator. */
    public TestPerson withRole(Role role, long deskId) {
        return person().holding(role, deskId).create();
    }

    /** Somebody who has not signed in. */
    public Api anonymous() {
        return Api.anonymous(environment.getRequiredProperty("local.server.port", Integer.class));
    }

    /** The person as one who acts, with the rights they hold by now. */
    public CurrentPerson current(long personId) {
        return persons.acting(personId);
    }

    /** A person to be. Says nothing of roles: without one they may sign in and little else. */
    public final class Builder {

        private String displayName = "홍길동";
        private @Nullable String email;
        private Language language = Language.EN;
        private ZoneId timeZone = ZoneId.of("Asia/Seoul");
        private @Nullable String password;
        private boolean administrator;
        private final List<BiConsumer<CurrentPerson, Long>> assignments = new ArrayList<>();

        public Builder named(String displayName) {
            this.displayName = displayName;
            return this;
        }

        public Builder email(String email) {
            this.email = email;
            return this;
        }

        public Builder speaking(Language language) {
            this.language = language;
            return this;
        }

        public Builder in(ZoneId timeZone) {
            this.timeZone = timeZone;
            return this;
        }

        public Builder password(String password) {
            this.password = password;
            return this;
        }

        public Builder administrator() {
            administrator = true;
            return this;
        }

        public Builder managerOf(long deskId) {
            return holding(Role.DESK_MANAGER, deskId);
        }

        public Builder agentOf(long deskId) {
            return holding(Role.AGENT, deskId);
        }

        public Builder collaboratorOf(long deskId) {
            return holding(Role.COLLABORATOR, deskId);
        }

        public Builder customerOf(long deskId) {
            return holding(Role.CUSTOMER, deskId);
        }

        public Builder holding(Role role, long deskId) {
            if (role == Role.ADMINISTRATOR) {
                return administrator();
            }
            assignments.add((by, personId) -> roles.assignToPerson(by, deskId, role, personId));
            return this;
        }

        public TestPerson create() {
            String address = email != null ? email : "person-" + UUID.randomUUID() + "@example.com";
            NewPerson wanted = new NewPerson(displayName, address, language.tag(), timeZone.getId(), password);
            CurrentPerson by = everythingAllowed();
            long id = administrator
                    ? persons.createFirstAdministrator(wanted, "")
                    : persons.create(by, wanted).id();
            assignments.forEach(assignment -> assignment.accept(by, id));
            String token = sessions.open(id, new Client("127.0.0.1", "test")).token();
            return new TestPerson(id, address, displayName, anonymous().withSession(token), persons.acting(id));
        }
    }
}
