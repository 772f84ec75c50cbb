package io.maru.event;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventTasks {

    @Bean
    RecurringTask<Void> forgetOldEvents(EventBacklog backlog) {
        return Tasks.recurring("event-forget-old", new Daily(ZoneOffset.UTC, LocalTime.of(18, 20)))
                .execute((instance, context) -> backlog.forgetOld());
    }
}
