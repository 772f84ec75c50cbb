package io.maru.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** One real PostgreSQL for a test run's JVM: the one MARU_TEST_DATABASE_URL names, with -DforkCount=1, else an embedded one. */
public final class TestDatabase {

    /** Where the servers of a test run keep what is not in the database. */
    public static final String DATA_FOLDER = "target/data-" + System.getProperty("maru.test.fork", "1");

    private static final String URL =
            Optional.ofNullable(System.getenv("MARU_TEST_DATABASE_URL")).orElseGet(TestDatabase::startEmbedded);

    private TestDatabase() {}

    public static String url() {
        return URL;
    }

    private static String startEmbedded() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("timezone", "America/St_Johns")
                    .setServerConfig("max_connections", "200")
                    .start()
                    .getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
