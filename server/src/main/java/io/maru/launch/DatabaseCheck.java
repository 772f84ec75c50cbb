package io.maru.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Asks a database whether Maru can work with it, before anything is changed in it. */
final class DatabaseCheck {

    static final int OLDEST = 15;
    static final int NEWEST = 18;

    private static final String CONNECT_LIMIT_SECONDS = "10";

    private DatabaseCheck() {}

    static void check(Database database) {
        try (Connection connection = DriverManager.getConnection(database.url(), properties(database))) {
            DatabaseMetaData server = connection.getMetaData();
            checkVersion(server.getDatabaseMajorVersion(), server.getDatabaseProductVersion(), database);
            checkEncoding(connection, database);
            checkMigrations(connection, database);
        } catch (SQLException e) {
            throw translated(e, database);
        }
    }

    static void checkVersion(int major, String version, Database database) {
        if (major < OLDEST || major > NEWEST) {
            throw new LaunchFailure(
                    ExitCode.DATABASE_UNSUPPORTED, "database.unsupported", database.address(), version, OLDEST, NEWEST);
        }
    }

    private static void checkEncoding(Connection connection, Database database) throws SQLException {
        @Nullable String encoding = string(connection, "show server_encoding");
        if (!"UTF8".equals(encoding)) {
            throw new LaunchFailure(
                    ExitCode.DATABASE_UNSUPPORTED, "database.encoding", database.address(), String.valueOf(encoding));
        }
    }

    /** Refuses a database that this version has not worked on yet. */
    static void checkPrepared(Database database) {
        try (Connection connection = DriverManager.getConnection(database.url(), properties(database))) {
            @Nullable String applied = newestApplied(connection);
            if (applied == null || !MigrationVersion.fromVersion(applied).equals(newestKnown())) {
                throw new LaunchFailure(ExitCode.NOTHING_PREPARED, "data.not_prepared", database.address());
            }
        } catch (SQLException e) {
            throw translated(e, database);
        }
    }

    /** A migration that this version does not know was made by a newer one, whose data this one could damage. */
    private static void checkMigrations(Connection connection, Database database) throws SQLException {
        @Nullable String applied = newestApplied(connection);
        if (applied != null && MigrationVersion.fromVersion(applied).compareTo(newestKnown()) > 0) {
            throw new LaunchFailure(ExitCode.DATA_TOO_NEW, "data.newer", database.address());
        }
    }

    private static @Nullable String newestApplied(Connection connection) throws SQLException {
        if (string(connection, "select to_regclass('flyway_schema_history')::text") == null) {
            return null;
        }
        return string(connection, """
                select version from flyway_schema_history
                where version is not null and success
                order by string_to_array(version, '.')::numeric[] desc
                limit 1
                """);
    }

    private static MigrationVersion newestKnown() {
        try {
            Resource[] migrations =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/V*__*.sql");
            return Arrays.stream(migrations)
                    .map(Resource::getFilename)
                    .map(name -> String.valueOf(name))
                    .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
                    .max(Comparator.naturalOrder())
                    .orElse(MigrationVersion.EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String string(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    private static Properties properties(Database database) {
        Properties properties = new Properties();
        if (!database.user().isEmpty()) {
            properties.setProperty("user", database.user());
        }
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", CONNECT_LIMIT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_LIMIT_SECONDS);
        properties.setProperty("ApplicationName", "maru");
        // Otherwise the driver asks an old server things that it answers with an error before its version is seen.
        properties.setProperty("assumeMinServerVersion", "9.4");
        return properties;
    }

    private static LaunchFailure translated(SQLException problem, Database database) {
        String state = Optional.ofNullable(problem.getSQLState()).orElse("");
        String key = switch (state) {
            case "28000", "28P01" -> "database.refused";
            case "3D000" -> "database.absent";
            case "42501" -> "database.not_permitted";
            default -> "database.unreachable";
        };
        return new LaunchFailure(
                ExitCode.DATABASE_UNREACHABLE, key, database.address(), database.user(), reason(problem));
    }

    private static String reason(SQLException problem) {
        return String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^FATAL: ", "");
    }
}
