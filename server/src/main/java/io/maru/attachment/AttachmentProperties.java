package io.maru.attachment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code maru.attachments.*}.
 *
 * @param maximumSize the largest file that is accepted
 * @param maximumPixels the largest image of which a thumbnail is made: a small file can claim to be a huge picture
 * @param keepUnattached how long an upload may wait to be attached to something
 * @param keepDeleted how long the bytes of a deleted attachment stay
 * @param text how much is done to find files by what is written in them
 */
@ConfigurationProperties("maru.attachments")
record AttachmentProperties(
        @DefaultValue("100MB") DataSize maximumSize,
        @DefaultValue("50000000") long maximumPixels,
        @DefaultValue("24h") Duration keepUnattached,
        @DefaultValue("30d") Duration keepDeleted,
        @DefaultValue Text text) {

    /**
     * @param largest the largest file that is read
     * @param longest as much of its text is kept, in characters
     * @param deadline how long reading one file may take
     * @param memory the heap of the process that reads
     */
    record Text(
            @DefaultValue("50MB") DataSize largest,
            @DefaultValue("200000") int longest,
            @DefaultValue("60s") Duration deadline,
            @DefaultValue("256MB") DataSize memory) {}
}
