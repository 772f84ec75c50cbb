package io.maru.ticket;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TicketTasks {

    @Bean
    RecurringTask<Void> addUpTicketTally(TicketStore store) {
        return Tasks.recurring("ticket-add-up-tally", FixedDelay.ofSeconds(10))
                .execute((instance, context) -> store.addUpTally());
    }

    @Bean
    RecurringTask<Void> moveTicketsOfVanishedStatuses(StatusMoves moves) {
        return Tasks.recurring("ticket-move-from-vanished-statuses", FixedDelay.ofSeconds(5))
                .execute((instance, context) -> moves.moveAll());
    }

    @Bean
    RecurringTask<Void> bringAnswerIndexesInLine(AnswerIndexes indexes) {
        return Tasks.recurring("ticket-answer-indexes", FixedDelay.ofSeconds(10))
                .execute((instance, context) -> indexes.bringInLine());
    }

    @Bean
    OneTimeTask<LinkedTransitions.Planned> takeLinkedTransition(LinkedTransitions transitions) {
        return Tasks.oneTime(LinkedTransitions.TASK)
                .execute((instance, context) -> transitions.run(instance.getData()));
    }
}
