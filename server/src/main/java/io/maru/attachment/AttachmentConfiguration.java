package io.maru.attachment;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentProperties.class)
class AttachmentConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    BlobStore blobStore(@Value("${maru.data:./data}") Path data) throws IOException {
        return new FileSystemBlobStore(data.resolve("attachments"));
    }

    @Bean
    @ConditionalOnMissingBean
    AttachmentScanner attachmentScanner() {
        LOG.info("No malware scanner is configured: uploads are kept as they come");
        return (content, fileName) -> Optional.empty();
    }

    @Bean
    RecurringTask<Void> hourlyAttachmentSweep(AttachmentSweep sweep) {
        return Tasks.recurring("attachment-sweep", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> sweep.run());
    }
}
