package io.maru.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maru.support.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseCheckTest {

    private static final String NAME = "launch_check";

    @AfterEach
    void drop() throws SQLException {
        execute(TestDatabase.url(), "drop database if exists " + NAME);
    }

    @Test
    void acceptsAnEmptyDatabaseAndChangesNothing() throws SQLException {
        execute(TestDatabase.url(), "create database " + NAME);
        assertThatCode(() -> DatabaseCheck.check(own())).doesNotThrowAnyException();
    }

    @Test
    void refusesDataThatANewerVersionMigrated() throws SQLException {
        execute(TestDatabase.url(), "create database " + NAME);
        execute(own().url(), """
                create table flyway_schema_history (version text, success boolean);
                insert into flyway_schema_history values ('20261121.0100', true), ('99991231.2359', true), (null, true)
                """);
        assertRefused(own(), ExitCode.DATA_TOO_NEW, "newer version");
    }

    @Test
    void refusesAnEncodingThatCannotHoldEveryText() throws SQLException {
        execute(TestDatabase.url(), "create database " + NAME + " encoding 'LATIN1' locale 'C' template template0");
        assertRefused(own(), ExitCode.DATABASE_UNSUPPORTED, "LATIN1");
    }

    @Test
    void saysThatADatabaseDoesNotExist() {
        assertRefused(own(), ExitCode.DATABASE_UNREACHABLE, "does not exist");
    }

    @Test
    void saysThatNobodyAnswersAndKeepsThePasswordToItself() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Database database =
                new Database("jdbc:postgresql://127.0.0.1:" + closed + "/maru?password=secret", "maru", "secret");
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> DatabaseCheck.check(database))
                .withMessageContaining("jdbc:postgresql://127.0.0.1:" + closed + "/maru")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_UNREACHABLE))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void acceptsTheVersionsThatArePromised(int major) {
        assertThatCode(() -> DatabaseCheck.checkVersion(major, major + ".1", own()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 14, 19})
    void refusesOtherVersions(int major) {
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> DatabaseCheck.checkVersion(major, major + ".1", own()))
                .withMessageContaining("PostgreSQL " + major + ".1")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_UNSUPPORTED));
    }

    private static void assertRefused(Database database, ExitCode code, String words) {
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> DatabaseCheck.check(database))
                .withMessageContaining(words)
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(code));
    }

    private static Database own() {
        return new Database(TestDatabase.url().replaceFirst("/[^/?]+(\\?|$)", "/" + NAME + "$1"), "", "");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
