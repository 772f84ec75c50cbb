package io.maru.platform;

import static io.maru.db.platform.Tables.INSTALLATION;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The one installation, once it has been set up. */
@Service
public class Installations {

    private static final String ONLY = "only";

    private final DSLContext database;
    private final Clock clock;
    private final ReferenceCache<String, Installation> installation;

    Installations(DSLContext database, Clock clock, ReferenceCaches caches) {
        this.database = database;
        this.clock = clock;
        this.installation = caches.create("installation", this::load);
    }

    /** Empty until the set-up has been finished. */
    public Optional<Installation> find() {
        return installation.get(ONLY);
    }

    /**
     * Marks the installation as set up. Of several that try at once, one is told true.
     *
     * @return false when it was set up already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean setUp(Installation wanted) {
        installation.forgetAfterCommit(ONLY);
        return database.insertInto(INSTALLATION)
                        .set(INSTALLATION.ORGANISATION_NAME, wanted.organisationName())
                        .set(
                                INSTALLATION.DEFAULT_LANGUAGE,
                                wanted.defaultLanguage().tag())
                        .set(
                                INSTALLATION.DEFAULT_TIME_ZONE,
                                wanted.defaultTimeZone().getId())
                        .set(INSTALLATION.SET_UP_AT, clock.instant())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private Map<String, Installation> load(Set<String> keys) {
        return database.select(
                        INSTALLATION.ORGANISATION_NAME, INSTALLATION.DEFAULT_LANGUAGE, INSTALLATION.DEFAULT_TIME_ZONE)
                .from(INSTALLATION)
                .fetchOptional(
                        row -> new Installation(row.value1(), Language.of(row.value2()), ZoneId.of(row.value3())))
                .map(found -> Map.of(ONLY, found))
                .orElse(Map.of());
    }
}
