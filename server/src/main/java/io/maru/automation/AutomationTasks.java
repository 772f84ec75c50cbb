package io.maru.automation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AutomationTasks {

    @Bean
    RecurringTask<Void> forgetOldRuns(RuleRuns runs) {
        return Tasks.recurring("automation-forget-old", FixedDelay.ofHours(6))
                .execute((instance, context) -> runs.forgetOld());
    }
}
