package io.maru.support;

import io.maru.Maru;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One more server on the test's database, as an installation of several runs them. */
public final class AnotherServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private AnotherServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static AnotherServer start() {
        return new AnotherServer(new SpringApplicationBuilder(Maru.class)
                .run(
                        "--server.port=0",
                        "--maru.data=" + TestDatabase.DATA_FOLDER,
                        "--spring.datasource.url=" + TestDatabase.url(),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres"));
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
