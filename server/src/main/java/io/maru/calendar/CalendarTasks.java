package io.maru.calendar;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CalendarProperties.class)
class CalendarTasks {

    @Bean
    RecurringTask<Void> fetchHolidays(HolidaySubscriptions subscriptions) {
        return Tasks.recurring("calendar-fetch-holidays", FixedDelay.ofHours(24))
                .execute((instance, context) -> subscriptions.fetchAll());
    }
}
