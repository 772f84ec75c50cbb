package io.maru.bulk;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BulkTasks {

    @Bean
    RecurringTask<Void> forgetOldBulkChanges(BulkChanges changes) {
        return Tasks.recurring("bulk-forget-old", FixedDelay.ofHours(6))
                .execute((instance, context) -> changes.forgetOld());
    }
}
