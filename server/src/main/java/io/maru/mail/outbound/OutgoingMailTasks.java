package io.maru.mail.outbound;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutgoingMailTasks {

    @Bean
    RecurringTask<Void> forgetOldMails(OutgoingMails mails) {
        return Tasks.recurring("mail-forget-old", new Daily(ZoneOffset.UTC, LocalTime.of(18, 30)))
                .execute((instance, context) -> mails.forgetOld());
    }
}
