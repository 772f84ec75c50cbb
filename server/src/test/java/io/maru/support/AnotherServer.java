package io.maru.support;

import io.maru.Maru;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One more server on the test's database, as an installation of several runs them. */
public final class AnotherServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private AnotherServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings further ones, such as {@code --maru.live.heartbeat=50ms} */
    public static AnotherServer start(String... settings) {
        return on(TestDatabase.url(), settings);
    }

    /** A server of an installation that is not set up yet. */
    public static AnotherServer onNewDatabase(String... settings) {
        String name = "installation_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(TestDatabase.url(), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return on(TestDatabase.url().replaceFirst("/postgres(?=\\?|$)", "/" + name), settings);
    }

    /** A server on a PostgreSQL of the test's own. */
    public static AnotherServer on(String databaseUrl, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--maru.data=" + TestDatabase.DATA_FOLDER,
                "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres"));
        all.addAll(List.of(settings));
        return new AnotherServer(new SpringApplicationBuilder(Maru.class).run(all.toArray(String[]::new)));
    }

    /** Speaks to it as somebody who has not signed in. */
    public Api api() {
        return Api.anonymous(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String address() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
