package io.maru.mail.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds whose mail it is that somebody forwards. */
final class Forwards {

    private static final Pattern SUBJECT =
            Pattern.compile("^\\s*(?:\\[[^\\]]{1,40}\\]\\s*)?(?:Fwd?|전달|FW)\\s*:.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern SENDER = Pattern.compile(
            "^[ \\t>*]*(?:From|보낸 ?사람|보낸이|발신(?:인|자)?)\\*?\\s*:\\*?\\s*(.{3,300})$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private Forwards() {}

    /** @param quoted the text that the mail quotes, lines apart */
    static Optional<MailAddress> sender(String subject, String quoted) {
        Matcher sender = SENDER.matcher(quoted);
        if (!SUBJECT.matcher(subject).matches() || !sender.find()) {
            return Optional.empty();
        }
        String text = sender.group(1).replaceAll("\\[mailto:([^\\]]+)\\]", "<$1>");
        // Already text, and not the bytes of a header.
        Matcher parts =
                Pattern.compile("^(.*?)<?([^\\s<>\"(]+@[^\\s<>\"),;]+)>?").matcher(text);
        if (!parts.find()) {
            return Optional.empty();
        }
        String name = parts.group(1).replaceAll("[\"'*(]", "").strip();
        return Optional.of(MailAddress.of(name, parts.group(2))).filter(found -> found.address() != null);
    }
}
