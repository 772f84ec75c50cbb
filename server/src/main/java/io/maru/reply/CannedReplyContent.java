package io.maru.reply;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/** What a canned reply is to be; see {@link CannedReply}. */
public record CannedReplyContent(
        @Nullable LocalizedText name, @Nullable LocalizedText body) {}
