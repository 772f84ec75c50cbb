package io.maru.mail.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Signs that no person waits for an answer. */
public enum Automatic {
    /** {@code Auto-Submitted} other than "no" (RFC 3834), and what older programs wrote instead. */
    AUTO_SUBMITTED,
    /** {@code Precedence: bulk}, {@code list} or {@code junk}. */
    PRECEDENCE,
    /** {@code List-Id} and the like. */
    MAILING_LIST,
    /** {@code X-Auto-Response-Suppress}: the sender wants no automatic answer. */
    SUPPRESSED,
    /** No address for what cannot be delivered. */
    EMPTY_RETURN_PATH,
    /** A report on another mail. */
    REPORT;

    private static final Set<String> PRECEDENCES = Set.of("bulk", "list", "junk", "auto_reply");

    private static final List<String> LIST_HEADERS =
            List.of("list-id", "list-unsubscribe", "list-post", "list-help", "mailing-list");

    private static final List<String> OLDER_HEADERS =
            List.of("x-autoreply", "x-autorespond", "x-autoresponder", "x-mail-autoreply", "auto-reply");

    static Set<Automatic> of(Headers headers, boolean report) {
        Set<Automatic> signs = EnumSet.noneOf(Automatic.class);
        String submitted = word(headers, "auto-submitted");
        if (!submitted.isEmpty() && !submitted.equals("no")
                || OLDER_HEADERS.stream().anyMatch(headers::has)) {
            signs.add(AUTO_SUBMITTED);
        }
        if (PRECEDENCES.contains(word(headers, "precedence"))) {
            signs.add(PRECEDENCE);
        }
        if (LIST_HEADERS.stream().anyMatch(headers::has)) {
            signs.add(MAILING_LIST);
        }
        String suppressed = word(headers, "x-auto-response-suppress");
        if (!suppressed.isEmpty() && !suppressed.equals("none")) {
            signs.add(SUPPRESSED);
        }
        if (headers.has("return-path")
                && headers.raw("return-path").replaceAll("\\s", "").equals("<>")) {
            signs.add(EMPTY_RETURN_PATH);
        }
        if (report) {
            signs.add(REPORT);
        }
        return signs;
    }

    private static String word(Headers headers, String name) {
        return headers.raw(name).strip().split("[;,\\s]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
