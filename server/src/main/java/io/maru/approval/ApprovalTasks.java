package io.maru.approval;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApprovalTasks {

    @Bean
    RecurringTask<Void> watchApprovals(ApprovalWatch watch) {
        return Tasks.recurring("approval-watch", FixedDelay.ofSeconds(15)).execute((instance, context) -> watch.run());
    }
}
