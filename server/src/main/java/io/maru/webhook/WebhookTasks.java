package io.maru.webhook;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookTasks {

    @Bean
    RecurringTask<Void> forgetOldWebhookCalls(WebhookCalls calls) {
        return Tasks.recurring("webhook-forget-old", new Daily(ZoneOffset.UTC, LocalTime.of(18, 40)))
                .execute((instance, context) -> calls.forgetOld());
    }
}
