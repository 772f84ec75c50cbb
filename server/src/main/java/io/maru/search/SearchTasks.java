package io.maru.search;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchTasks {

    @Bean
    RecurringTask<Void> checkSearchIndex(SearchIndex index) {
        return Tasks.recurring("search-check-index", new Daily(ZoneOffset.UTC, LocalTime.of(18, 0)))
                .execute((instance, context) -> index.check());
    }

    @Bean
    RecurringTask<Void> checkSearchIndexAfterUpdate(SearchIndex index) {
        return Tasks.recurring("search-check-index-after-update", FixedDelay.ofSeconds(30))
                .execute((instance, context) -> index.checkAfterUpdate());
    }
}
