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
     * A value of {@code Authentication-Results}.
     *
     * @param hops how many servers wrote their {@code Received} above it
     */
    record Statement(int hops, String text) {

        String server() {
            return text.split("[;\\s]", 2)[0];
        }
    }

    /**
     * @param statements from the top. Whoever sends can write some himself, below those of the servers that his mail came by: only what
     *     stands together with the first trusted one is read, and of two results for the same the worse one counts
     * @param trusted names under which our own servers write theirs, in lower case
     */
    static Authentication of(List<Statement> statements, Set<String> trusted) {
        Map<String, Boolean> passed = new HashMap<>();
        List<Statement> ours = statements.stream()
                .map(each -> new Statement(
                        each.hops(),
                        each.text().replaceAll("\\([^)]*\\)", " ").strip().toLowerCase(Locale.ROOT)))
                .filter(each -> trusted.contains(each.server()))
                .toList();
        for (Statement statement : ours) {
            if (statement.hops() == ours.getFirst().hops()) {
                Matcher result = RESULT.matcher(statement.text());
                while (result.find()) {
                    if (result.group(2).equals("pass")) {
                        passed.putIfAbsent(result.group(1), true);
                    } else if (BAD.contains(result.group(2))) {
                        passed.put(result.group(1), false);
                    }
                }
            }
        }
        if (passed.isEmpty()) {
            return UNKNOWN;
        }
        // SPF breaks by forwarding and DKIM by mailing lists: one of the two is enough. DMARC judges the address that
        // people see.
        boolean delivered = passed.getOrDefault("spf", false) || passed.getOrDefault("dkim", false);
        boolean judged = passed.containsKey("spf") || passed.containsKey("dkim");
        return passed.getOrDefault("dmarc", true) && (delivered || !judged) ? PASSED : FAILED;
    }
}
