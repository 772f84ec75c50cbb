package io.maru.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration
class MaruTestConfiguration {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    @Bean
    DynamicPropertyRegistrar database() {
        return registry -> {
            registry.add("spring.datasource.url", TestDatabase::url);
            registry.add("spring.datasource.username", () -> "postgres");
            registry.add("spring.datasource.password", () -> "postgres");
            registry.add("maru.setup.organisation-name", () -> "한빛병원");
            registry.add("maru.setup.administrator.display-name", () -> "관리자");
            registry.add("maru.setup.administrator.email", () -> "administrator@example.com");
            registry.add("maru.setup.administrator.password", () -> "a password of a test");
            registry.add("maru.setup.time-zone", () -> "Asia/Seoul");
            registry.add("maru.mail.trusted-servers", () -> "mx.trusted.example");
            registry.add("maru.data", () -> TestDatabase.DATA_FOLDER);
        };
    }
}
