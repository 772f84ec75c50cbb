package io.maru.connection;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionTasks {

    @Bean
    RecurringTask<Void> forgetOldConnectionMessages(ConnectionMessages messages) {
        return Tasks.recurring("connection-forget-old", new Daily(ZoneOffset.UTC, LocalTime.of(18, 50)))
                .execute((instance, context) -> messages.forgetOld());
    }
}
