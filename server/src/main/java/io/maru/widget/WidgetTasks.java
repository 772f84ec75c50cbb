package io.maru.widget;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WidgetTasks {

    @Bean
    RecurringTask<Void> forgetOldCodes(WidgetStore store, Clock clock) {
        return Tasks.recurring("widget-forget-old-codes", FixedDelay.ofHours(1))
                .execute((instance, context) ->
                        store.deleteCodesBefore(clock.instant().minus(WidgetVisits.COUNTED)));
    }
}
