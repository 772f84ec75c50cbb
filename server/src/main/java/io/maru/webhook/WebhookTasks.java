package io.maru.webhook;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookTasks {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookTasks.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

    /** The last of them comes two hours after the first. */
    private static final int ATTEMPTS = 10;

    @Bean
    OneTimeTask<Webhooks.Call> callWebhook(Webhooks webhooks) {
        return Tasks.oneTime(Webhooks.TASK)
                .onFailure(againLater())
                .execute((instance, context) -> webhooks.call(instance.getId(), instance.getData()));
    }

    private static FailureHandler<Webhooks.Call> againLater() {
        return (complete, operations) -> {
            int failures = complete.getExecution().consecutiveFailures + 1;
            String why = complete.getCause().map(Throwable::getMessage).orElse("");
            Webhooks.Call call =
                    (Webhooks.Call) complete.getExecution().taskInstance.getData();
            if (failures >= ATTEMPTS) {
                LOG.error("A webhook of {} was given up after {} attempts: {}", call.ticketKey(), failures, why);
                operations.stop();
            } else {
                LOG.warn("A webhook of {} failed and is called again: {}", call.ticketKey(), why);
                operations.reschedule(
                        complete, complete.getTimeDone().plus(FIRST_PAUSE.multipliedBy(1L << (failures - 1))));
            }
        };
    }
}
