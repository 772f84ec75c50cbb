package io.maru.webhook;

import static io.maru.db.webhook.Tables.ENDPOINT;

import io.maru.db.webhook.tables.records.EndpointRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class WebhookStore {

    private final DSLContext database;

    WebhookStore(DSLContext database) {
        this.database = database;
    }

    List<Webhook> all() {
        return database.selectFrom(ENDPOINT).orderBy(ENDPOINT.NAME, ENDPOINT.ID).fetch(WebhookStore::webhook);
    }

    /** All, and no other server has them so until the transaction ends. */
    List<Webhook> alone() {
        database.fetch("select pg_advisory_xact_lock(hashtext('webhook.address'))");
        return all();
    }

    Optional<Webhook> find(long id) {
        return database.selectFrom(ENDPOINT).where(ENDPOINT.ID.eq(id)).fetchOptional(WebhookStore::webhook);
    }

    /** @param webhook its id and version do not matter */
    long insert(Webhook webhook, Instant now) {
        EndpointRecord row = row(webhook, 1);
        row.setCreatedAt(now);
        return database.insertInto(ENDPOINT).set(row).returning(ENDPOINT.ID).fetchSingle(ENDPOINT.ID);
    }

    /** @return whether it was still that version */
    boolean update(Webhook webhook, long version) {
        return database.update(ENDPOINT)
                        .set(row(webhook, version + 1))
                        .where(ENDPOINT.ID.eq(webhook.id()), ENDPOINT.VERSION.eq(version))
                        .execute()
                == 1;
    }

    boolean setSecret(long id, String secret) {
        return database.update(ENDPOINT)
                        .set(ENDPOINT.SECRET, secret)
                        .where(ENDPOINT.ID.eq(id))
                        .execute()
                == 1;
    }

    void setAddress(long id, WebhookAddress address) {
        database.update(ENDPOINT)
                .set(ENDPOINT.ADDRESS, address.shown())
                .set(ENDPOINT.SEALED_ADDRESS, address.sealed())
                .where(ENDPOINT.ID.eq(id))
                .execute();
    }

    boolean delete(long id) {
        return database.deleteFrom(ENDPOINT).where(ENDPOINT.ID.eq(id)).execute() == 1;
    }

    /** @return its name; empty when that was known, or it is gone */
    Optional<String> setFailing(long id, boolean failing) {
        return database.update(ENDPOINT)
                .set(ENDPOINT.FAILING, failing)
                .where(ENDPOINT.ID.eq(id), ENDPOINT.FAILING.ne(failing))
                .returningResult(ENDPOINT.NAME)
                .fetchOptional(ENDPOINT.NAME);
    }

    private EndpointRecord row(Webhook webhook, long version) {
        EndpointRecord row = database.newRecord(ENDPOINT);
        row.setName(webhook.name());
        row.setActive(webhook.active());
        row.setFormat(webhook.format().key());
        row.setAddress(webhook.address().shown());
        row.setSealedAddress(webhook.address().sealed());
        row.setSecret(webhook.secret());
        row.setPersonId(webhook.personId());
        row.setDeskIds(webhook.deskIds().toArray(Long[]::new));
        row.setEvents(webhook.events().stream().map(WebhookEvent::key).toArray(String[]::new));
        row.setQuery(webhook.query());
        row.setInternal(webhook.internal());
        row.setVersion(version);
        return row;
    }

    private static Webhook webhook(EndpointRecord row) {
        return new Webhook(
                row.getId(),
                row.getName(),
                row.getActive(),
                WebhookFormat.of(row.getFormat()),
                new WebhookAddress(row.getAddress(), row.getSealedAddress()),
                row.getSecret(),
                row.getPersonId(),
                Set.of(row.getDeskIds()),
                Arrays.stream(row.getEvents()).map(WebhookEvent::of).collect(Collectors.toUnmodifiableSet()),
                row.getQuery(),
                row.getInternal(),
                row.getVersion());
    }
}
