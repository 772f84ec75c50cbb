package io.maru.platform;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlatformTasks {

    @Bean
    RecurringTask<Void> forgetOldIdempotencyKeys(Idempotency idempotency) {
        return Tasks.recurring("platform-forget-old-idempotency-keys", FixedDelay.ofHours(1))
                .execute((instance, context) -> idempotency.forgetOld());
    }
}
