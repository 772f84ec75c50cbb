package io.maru.people;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PeopleTasks {

    @Bean
    RecurringTask<Void> forgetEndedSignIns(EndedSignIns ended) {
        return Tasks.recurring("people-forget-ended-sign-ins", FixedDelay.ofHours(1))
                .execute((instance, context) -> ended.forget());
    }
}
