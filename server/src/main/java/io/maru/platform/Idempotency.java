package io.maru.platform;

import static io.maru.db.platform.Tables.IDEMPOTENCY_KEY;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** One effect for a create that is sent twice with the same {@code Idempotency-Key}. */
@Service
public class Idempotency {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final Duration KEPT = Duration.ofDays(1);

    private final DSLContext database;
    private final Clock clock;

    Idempotency(DSLContext database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Runs a create, or answers what its first run made. Takes part in the caller's transaction, so that the key and
     * the thing made are kept or lost together; a second request at the same instant waits for the first.
     *
     * @param key as the caller sent it; null runs the create without a promise
     * @param request what the create is about; the same key with another request is refused
     * @param create answers the identity of the thing made
     * @throws Refused {@code idempotency_key_reused}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String once(long personId, @Nullable String key, String operation, Object request, Supplier<String> create) {
        if (key == null) {
            return create.get();
        }
        if (key.isBlank() || key.length() > 200) {
            throw Invalid.at("/Idempotency-Key", "length_out_of_bounds", 1, 200);
        }
        byte[] hash = hash(request);
        int claimed = database.insertInto(IDEMPOTENCY_KEY)
                .set(IDEMPOTENCY_KEY.PERSON_ID, personId)
                .set(IDEMPOTENCY_KEY.KEY, key)
                .set(IDEMPOTENCY_KEY.OPERATION, operation)
                .set(IDEMPOTENCY_KEY.REQUEST_HASH, hash)
                .set(IDEMPOTENCY_KEY.RESULT, "")
                .set(IDEMPOTENCY_KEY.CREATED_AT, clock.instant())
                .onConflictDoNothing()
                .execute();
        var mine = IDEMPOTENCY_KEY.PERSON_ID.eq(personId).and(IDEMPOTENCY_KEY.KEY.eq(key));
        if (claimed == 1) {
            String result = create.get();
            database.update(IDEMPOTENCY_KEY)
                    .set(IDEMPOTENCY_KEY.RESULT, result)
                    .where(mine)
                    .execute();
            return result;
        }
        var first = database.selectFrom(IDEMPOTENCY_KEY).where(mine).fetchSingle();
        if (!first.getOperation().equals(operation) || !Arrays.equals(first.getRequestHash(), hash)) {
            throw new Refused("idempotency_key_reused");
        }
        return first.getResult();
    }

    /** A promise lasts a day. */
    @Transactional
    public void forgetOld() {
        database.deleteFrom(IDEMPOTENCY_KEY)
                .where(IDEMPOTENCY_KEY.CREATED_AT.lt(clock.instant().minus(KEPT)))
                .execute();
    }

    private static byte[] hash(Object request) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(MAPPER.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
