package io.maru.mail.message;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the sender's address is the sender's, as a server that we trust found it (RFC 8601). */
public enum Authentication {
    PASSED,
    FAILED,
    /** Nobody whom we trust has said anything. */
    UNKNOWN;

    private static final Pattern RESULT = Pattern.compile("(?:^|;)\\s*(spf|dkim|dmarc)\\s*=\\s*([a-z]+)");

    private static final Set<String> BAD = Set.of("fail", "softfail", "permerror");

    /**
     * @param headers values of {@code Authentication-Results}, from the top; whoever sends can write some himself, so that of two
     *     results for the same the worse one counts
     * @param trusted names under which our own servers write theirs, in lower case
     */
    static Authentication of(List<String> headers, Set<String> trusted) {
        Map<String, Boolean> passed = new HashMap<>();
        for (String header : headers) {
            String text = header.replaceAll("\\([^)]*\\)", " ").strip().toLowerCase(Locale.ROOT);
            String server = text.split("[;\\s]", 2)[0];
            if (!trusted.contains(server)) {
                continue;
            }
            Matcher result = RESULT.matcher(text);
            while (result.find()) {
                if (result.group(2).equals("pass")) {
                    passed.putIfAbsent(result.group(1), true);
                } else if (BAD.contains(result.group(2))) {
                    passed.put(result.group(1), false);
                }
            }
        }
        if (passed.isEmpty()) {
            return UNKNOWN;
        }
        // DMARC judges the address that people see. SPF breaks by forwarding and DKIM by mailing lists: one of the two
        // is enough.
        return passed.getOrDefault("dmarc", passed.containsValue(true)) ? PASSED : FAILED;
    }
}
