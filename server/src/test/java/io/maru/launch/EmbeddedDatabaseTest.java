package io.maru.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    private static final Path PROGRAMS = Path.of("target/programs").toAbsolutePath();

    @TempDir
    Path data;

    @AfterEach
    void stopWhateverRuns() throws Exception {
        if (Files.exists(data.resolve("postgres/postmaster.pid"))) {
            pgCtl("stop", "--mode=immediate");
        }
    }

    @Test
    void keepsItsDataAndItsAddressAcrossARestart() throws SQLException {
        Database first;
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            first = database.database();
            execute(first, "create table note (text text)");
            execute(first, "insert into note values ('한글과 emoji 🙂')");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            assertThat(database.database()).isEqualTo(first);
            assertThat(query(database.database(), "select text from note")).isEqualTo("한글과 emoji 🙂");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException {
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            Database access = database.database();
            assertThat(access.password()).hasSizeGreaterThan(20);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> query(new Database(access.url(), access.user(), "guess"), "select 1"))
                    .satisfies(refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
            assertThat(Files.readString(data.resolve("postgres/pg_hba.conf"))).doesNotContain("trust");
            assertThat(Files.getPosixFilePermissions(data.resolve("database.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void isDurableAndListensOnTheLoopbackAddressOnly() throws SQLException {
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            Database access = database.database();
            assertThat(query(access, "show fsync")).isEqualTo("on");
            assertThat(query(access, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(access, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(access, "show unix_socket_directories")).isEmpty();
            assertThat(query(access, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(access, "show server_version")).isEqualTo(PostgresProgram.VERSION);
        }
    }

    @Test
    void takesOverFromAServerThatWasKilledWhileItsPostgresLivesOn() throws Exception {
        Database access = createdAndStopped();
        startOnItsOwn(access);
        execute(access, "create table note (text text)");
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            assertThat(query(database.database(), "select count(*) from note")).isEqualTo("0");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void losesNothingWhenPostgresIsKilledToo() throws Exception {
        Database access = createdAndStopped();
        startOnItsOwn(access);
        execute(access, "create table note (text text)");
        execute(access, "insert into note select 'acknowledged' from generate_series(1, 50)");
        ProcessHandle postmaster = postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        assertThat(data.resolve("postgres/postmaster.pid")).exists();
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            assertThat(query(database.database(), "select count(*) from note")).isEqualTo("50");
        }
    }

    @Test
    void isNotFooledByAPidFileWhosePidBelongsToAnotherProcessByNow() throws Exception {
        createdAndStopped();
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                "%d\n%s\n1\n5432\n\n127.0.0.1\n\nready\n"
                        .formatted(ProcessHandle.current().pid(), data.resolve("postgres")));
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            assertThat(query(database.database(), "select 1")).isEqualTo("1");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void isStartedAgainWhenItDiesWhileTheServerLives() throws Exception {
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            Database access = database.database();
            execute(access, "create table note (text text)");
            ProcessHandle postmaster = postmaster();
            postmaster.destroyForcibly();
            postmaster.onExit().get(30, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() -> assertThat(query(access, "select count(*) from note"))
                            .isEqualTo("0"));
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void beginsAfreshWhenItsCreationWasInterrupted() throws Exception {
        Files.createDirectories(data.resolve("postgres.unfinished/base"));
        Files.writeString(data.resolve("postgres.unfinished/PG_VERSION"), "18\n");
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            assertThat(query(database.database(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesTheDataOfANewerPostgresAndChangesNothing() throws IOException {
        Path version = Files.createDirectories(data.resolve("postgres")).resolve("PG_VERSION");
        Files.writeString(version, "19\n");
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            assertThatExceptionOfType(LaunchFailure.class)
                    .isThrownBy(database::start)
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_TOO_NEW));
        }
        assertThat(data.resolve("postgres")).isDirectoryNotContaining("glob:**/postgresql.conf");
        assertThat(version).hasContent("19");
    }

    private Database createdAndStopped() {
        try (EmbeddedDatabase database = new EmbeddedDatabase(data, PROGRAMS)) {
            database.start();
            return database.database();
        }
    }

    /** What is left when a server is killed: a PostgreSQL without anybody who looks after it. */
    private void startOnItsOwn(Database access) throws Exception {
        String port = access.url().replaceAll(".*:(\\d+)/.*", "$1");
        assertThat(pgCtl("start", "--log=" + data.resolve("log"), "--options=-p " + port))
                .isZero();
    }

    private int pgCtl(String action, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        all[0] = action;
        all[1] = "--wait";
        all[2] = "--pgdata=" + data.resolve("postgres");
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return PostgresProgram.unpackedIn(PROGRAMS).run(data.resolve("out"), "pg_ctl", all);
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void execute(Database access, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database access, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
