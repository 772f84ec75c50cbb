package io.maru.notification;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationTasks {

    @Bean
    RecurringTask<Void> forgetOldNotifications(Notifications notifications) {
        return Tasks.recurring("notification-forget-old", FixedDelay.ofHours(6))
                .execute((instance, context) -> notifications.forgetOld());
    }

    @Bean
    RecurringTask<Void> forgetOldBrowsers(Browsers browsers) {
        return Tasks.recurring("notification-forget-browsers", FixedDelay.ofHours(6))
                .execute((instance, context) -> browsers.forgetOld());
    }
}
