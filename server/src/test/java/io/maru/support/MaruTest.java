package io.maru.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole server on a real PostgreSQL, on a port of its own, with time that can be moved. All such tests share one
 * context and one database, so each makes its own desks and persons.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // What the scheduler does, it does when a test says so.
            "db-scheduler.polling-interval=1h",
            // Other systems that tests play are here.
            "maru.webhooks.inner-hosts=localhost",
            "maru.push.inner-hosts=localhost"
        })
@Import({MaruTestConfiguration.class, People.class, Desks.class, Tickets.class})
public @interface MaruTest {}
