package io.maru.mail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.maru.mail.message.NotUnderstood.Reason;
import io.maru.mail.message.ParsedMail.Protection;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a mail from its bytes, once from the beginning to the end, in memory that does not grow with the mail. It never fails for what a
 * mail contains.
 */
public final class MailParser {

    private static final Logger LOG = LoggerFactory.getLogger(MailParser.class);

    private static final int DEEPEST = 40;
    private static final int MOST_PARTS = 1_000;
    private static final int LONGEST_HEADER = 200_000;
    private static final int LARGEST_HEADERS = 1_000_000;
    private static final int MOST_REFERENCES = 200;
    private static final Duration LONGEST_TIME = Duration.ofSeconds(60);

    /** Of the text of a mail, in bytes. */
    private static final int LONGEST_TEXT = 1_000_000;

    /** Elements of HTML beyond which its text is taken without them: each takes a hundred times the memory of its letters. */
    private static final int MOST_TAGS = 40_000;

    private static final int LONGEST_REPORT = 64 * 1024;

    /** All of it is in memory while it is unpacked; what is larger stays as it is. */
    private static final int LARGEST_TNEF = 8 * 1024 * 1024;

    private static final int LONGEST_MESSAGE_ID = 500;

    private static final MimeConfig CONFIGURATION = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(LONGEST_HEADER)
            .setMaxHeaderCount(2_000)
            .setMaxContentLen(-1)
            .setCountLineNumbers(false)
            .setMalformedHeaderStartsBody(false)
            .build();

    private static final Pattern MESSAGE_ID = Pattern.compile("<\\s*([^<>]+?)\\s*>");
    private static final Pattern MESSAGE_ID_IN_TEXT =
            Pattern.compile("^[> \\t]*Message-ID:\\s*<([^<>\\s]+)>", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern ADDRESS_IN_TEXT =
            Pattern.compile("<?([^\\s<>:;,\"'()]+@[^\\s<>:;,\"'()]+\\.[^\\s<>:;,\"'()]+)>?");
    private static final Pattern STATUS_IN_TEXT = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern DAEMON =
            Pattern.compile("(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon)@.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})\\s+([A-Za-z]{3})[a-z]*\\s+(\\d{2,4})\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s*([+-]\\d{4}))?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Set<String> SIGNATURE_TYPES =
            Set.of("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature");

    private final Set<String> trustedServers;

    /** @param trustedServers names under which our own mail servers write {@code Authentication-Results} */
    public MailParser(Set<String> trustedServers) {
        this.trustedServers = trustedServers.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param sink gets the files as they come
     * @throws IOException when the bytes cannot be read, or the sink throws it
     */
    public MailReading read(InputStream raw, AttachmentSink sink) throws IOException {
        try {
            return new Reading(sink).read(new Source(raw));
        } catch (SinkFailed failed) {
            if (failed.getCause() instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) failed.getCause();
        } catch (SourceFailed failed) {
            throw failed.cause;
        } catch (GivenUp givenUp) {
            return new NotUnderstood(givenUp.reason);
        } catch (StackOverflowError tooDeep) {
            return new NotUnderstood(Reason.TOO_DEEP);
        } catch (IOException | MimeException | RuntimeException broken) {
            LOG.debug("A mail could not be understood", broken);
            return new NotUnderstood(Reason.BROKEN);
        }
    }

    /** The id that a mail has in its header, without reading on; nothing without one. */
    public static Optional<String> messageId(InputStream raw) throws IOException {
        return Optional.ofNullable(
                id(Headers.of(raw.readNBytes(LARGEST_HEADERS)).raw("message-id")));
    }

    private static final class GivenUp extends RuntimeException {
        private final Reason reason;

        GivenUp(Reason reason) {
            super(reason.key(), null, false, false);
            this.reason = reason;
        }
    }

    private static final class SinkFailed extends RuntimeException {
        SinkFailed(Exception cause) {
            super(cause);
        }
    }

    /** Told apart from what the parser finds wrong in the bytes. */
    private static final class SourceFailed extends RuntimeException {
        private final transient IOException cause;

        SourceFailed(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private static final class Source extends FilterInputStream {
        private final long end = System.nanoTime() + LONGEST_TIME.toNanos();

        Source(InputStream raw) {
            super(raw);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (System.nanoTime() - end > 0) {
                throw new GivenUp(Reason.TOO_SLOW);
            }
            try {
                return super.read(buffer, offset, length);
            } catch (IOException unreadable) {
                throw new SourceFailed(unreadable);
            }
        }
    }

    /** A part whose encoding breaks off ends there. */
    private static final class Tolerant extends FilterInputStream {
        private boolean ended;

        Tolerant(InputStream decoded) {
            super(decoded);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (ended) {
                return -1;
            }
            try {
                return super.read(buffer, offset, length);
            } catch (IOException broken) {
                ended = true;
                return -1;
            }
        }

        @Override
        public void close() {
            // The parser goes on with what follows.
        }
    }

    /** @param alternative number of the innermost multipart/alternative around, -1 without one */
    private record TextPart(int alternative, boolean html, String text) {}

    /** @param alternative as of {@link TextPart} */
    private record Multipart(String type, int alternative) {}

    /** One mail while it is read. */
    private final class Reading {

        private final AttachmentSink sink;
        private final List<TextPart> texts = new ArrayList<>();
        private final List<MailAttachment> attachments = new ArrayList<>();
        private final Deque<Multipart> around = new ArrayDeque<>();
        private final List<Bounce.Recipient> reported = new ArrayList<>();
        private final MessageDigest content = sha256();
        private final List<Authentication.Statement> statements = new ArrayList<>();

        private Headers top = new Headers();
        private Headers headers = top;
        private int headerBytes;
        private int parts;
        private int alternatives;
        private int textLeft = LONGEST_TEXT;
        private boolean cutShort;
        private boolean report;
        private @Nullable String originalMessageId;
        private @Nullable String calendar;
        private Protection protection = Protection.NONE;
        private @Nullable MailAddress attachedFrom;
        private String preamble = "";

        Reading(AttachmentSink sink) {
            this.sink = sink;
        }

        ParsedMail read(InputStream raw) throws IOException, MimeException {
            MimeTokenStream stream = new MimeTokenStream(CONFIGURATION);
            stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            stream.parse(raw);
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                switch (state) {
                    case T_START_HEADER -> {
                        headers = parts++ == 0 ? top : new Headers();
                        if (parts > MOST_PARTS) {
                            throw new GivenUp(Reason.TOO_MANY_PARTS);
                        }
                    }
                    case T_FIELD -> field(stream);
                    case T_START_MULTIPART -> enter(type());
                    case T_END_MULTIPART -> around.poll();
                    case T_PREAMBLE -> {
                        if (around.size() == 1) {
                            preamble = Charsets.decode(limited(stream.getInputStream()), null);
                        }
                    }
                    case T_BODY -> body(new Tolerant(stream.getDecodedInputStream()));
                    default -> {}
                }
            }
            if (headerBytes == 0
                    && attachments.isEmpty()
                    && texts.stream().allMatch(part -> part.text().isBlank())) {
                throw new GivenUp(Reason.EMPTY);
            }
            return mail();
        }

        private void field(MimeTokenStream stream) {
            byte[] line = stream.getField().getRaw().toByteArray();
            headerBytes += line.length;
            if (headerBytes > LARGEST_HEADERS) {
                throw new GivenUp(Reason.HEADERS_TOO_LARGE);
            }
            headers.add(line);
            if (headers == top && stream.getField().getName().equalsIgnoreCase("authentication-results")) {
                statements.add(new Authentication.Statement(
                        top.all("received").size(),
                        top.all("authentication-results").getLast()));
            }
        }

        private Parameters type() {
            return Parameters.of(headers.raw("content-type"));
        }

        private void enter(Parameters type) {
            if (around.size() >= DEEPEST) {
                throw new GivenUp(Reason.TOO_DEEP);
            }
            boolean alternative = type.value().equals("multipart/alternative");
            around.push(new Multipart(type.value(), alternative ? alternatives++ : nearestAlternative()));
            switch (type.value()) {
                case "multipart/encrypted" -> protection = Protection.ENCRYPTED;
                case "multipart/signed" -> signed();
                case "multipart/report" -> report |= !type.text("report-type").equals("disposition-notification");
                default -> {}
            }
        }

        private int nearestAlternative() {
            return around.isEmpty() ? -1 : around.peek().alternative();
        }

        private boolean within(String type) {
            return around.stream().anyMatch(each -> each.type().equals(type));
        }

        private void signed() {
            if (protection == Protection.NONE) {
                protection = Protection.SIGNED;
            }
        }

        private void body(InputStream decoded) throws IOException {
            InputStream counted = new Digested(decoded, content);
            Parameters type = type();
            Parameters disposition = Parameters.of(headers.raw("content-disposition"));
            String name = Stream.of(disposition.text("filename"), type.text("name"))
                    .filter(given -> !given.isBlank())
                    .findFirst()
                    .orElse("");
            String kind = type.value().isEmpty() || !type.value().contains("/") ? "text/plain" : type.value();
            boolean file = disposition.value().equals("attachment") || !name.isEmpty();
            if (report && within("multipart/report") && isReport(kind, counted)) {
                return;
            }
            if (kind.equals("text/calendar")) {
                calendar = calendar(type, calendar);
            }
            if (!file && (kind.equals("text/plain") || kind.equals("text/html") || kind.startsWith("multipart/"))) {
                text(type, kind.equals("text/html"), counted);
            } else if (isTnef(kind, name)) {
                tnef(counted, name, kind);
            } else if (!kind.equals("application/pgp-encrypted")) {
                sealed(kind, type);
                if (!SIGNATURE_TYPES.contains(kind)) {
                    attach(name, kind, counted);
                }
            }
            counted.skip(Long.MAX_VALUE);
        }

        private void sealed(String kind, Parameters type) {
            if (kind.equals("application/pkcs7-mime") || kind.equals("application/x-pkcs7-mime")) {
                if (type.text("smime-type").equals("signed-data")) {
                    signed();
                } else {
                    protection = Protection.ENCRYPTED;
                }
            }
        }

        /** What it says of another mail; the mail itself is not shown. */
        private boolean isReport(String kind, InputStream part) throws IOException {
            switch (kind) {
                case "message/delivery-status", "message/global-delivery-status" ->
                    readStatus(new String(part.readNBytes(LONGEST_REPORT), ISO_8859_1));
                case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers" ->
                    originalMessageId =
                            id(Headers.of(part.readNBytes(LONGEST_REPORT)).raw("message-id"));
                default -> {
                    return false;
                }
            }
            part.skip(Long.MAX_VALUE);
            return true;
        }

        private void readStatus(String text) {
            for (String group : text.replace("\r", "").split("\\n[ \\t]*\\n")) {
                Headers fields = Headers.of(Headers.bytes(group));
                String recipient = fields.has("original-recipient")
                        ? fields.raw("original-recipient")
                        : fields.raw("final-recipient");
                String address = recipient.substring(recipient.indexOf(';') + 1).strip();
                if (!address.isEmpty()) {
                    reported.add(new Bounce.Recipient(
                            MailAddress.of("", address.replaceAll("[<>]", "")).address() == null
                                    ? address
                                    : address.replaceAll("[<>]", "").toLowerCase(Locale.ROOT),
                            fields.raw("action").toLowerCase(Locale.ROOT),
                            fields.raw("status").split("\\s", 2)[0],
                            diagnostic(fields)));
                }
            }
        }

        /** What the server said, without the kind of its words; where it said nothing, all that is told of the status. */
        private static String diagnostic(Headers fields) {
            String said = fields.text("diagnostic-code");
            return said.isBlank() ? fields.raw("status") : said.replaceFirst("^\\s*[\\w-]+\\s*;\\s*", "");
        }

        private static @Nullable String calendar(Parameters type, @Nullable String before) {
            String method = type.text("method").toUpperCase(Locale.ROOT);
            return before == null || before.isEmpty() ? method : before;
        }

        private byte[] limited(InputStream part) throws IOException {
            byte[] bytes = part.readNBytes(textLeft);
            textLeft -= bytes.length;
            if (textLeft == 0 && part.read() >= 0) {
                cutShort = true;
            }
            return bytes;
        }

        private void text(Parameters type, boolean html, InputStream part) throws IOException {
            String text = Charsets.decode(limited(part), type.text("charset"));
            if (type.text("format").equalsIgnoreCase("flowed")) {
                text = unflowed(text, type.text("delsp").equalsIgnoreCase("yes"));
            }
            if (text.contains("-----BEGIN PGP MESSAGE-----")) {
                protection = Protection.ENCRYPTED;
            } else if (text.contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
                signed();
            }
            if (html && text.chars().filter(each -> each == '<').count() > MOST_TAGS) {
                html = false;
                text = Parser.unescapeEntities(text.replaceAll("<[^>]{0,2000}>", " "), false);
            }
            texts.add(new TextPart(nearestAlternative(), html, text));
        }

        /** RFC 3676: a line that ends with a space goes on in the next one. */
        private static String unflowed(String text, boolean withoutSpace) {
            StringBuilder whole = new StringBuilder(text.length());
            for (String line : (Iterable<String>) text.lines()::iterator) {
                boolean goesOn = line.endsWith(" ") && !line.equals("-- ") && !line.startsWith(">");
                whole.append(goesOn && withoutSpace ? line.substring(0, line.length() - 1) : line)
                        .append(goesOn ? "" : "\n");
            }
            return whole.toString();
        }

        private void attach(String given, String kind, InputStream part) throws IOException {
            InputStream handed = part;
            String name = given;
            if (kind.equals("message/rfc822")) {
                byte[] beginning = part.readNBytes(LONGEST_REPORT);
                Headers inner = Headers.of(beginning);
                handed = new SequenceInputStream(new ByteArrayInputStream(beginning), part);
                if (attachedFrom == null) {
                    attachedFrom = AddressList.of(inner.raw("from")).stream()
                            .findFirst()
                            .orElse(null);
                }
                String subject = inner.text("subject");
                name = name.isEmpty() && !subject.isEmpty() ? subject + ".eml" : name;
            }
            String id = headers.raw("content-id").strip().replaceAll("^<|>$", "");
            hand(name.isEmpty() ? invented(kind) : name, kind, id.isEmpty() ? null : id, handed);
        }

        private void hand(String name, String kind, @Nullable String contentId, InputStream part) {
            MailAttachment attachment = new MailAttachment(attachments.size(), PlainText.line(name), kind, contentId);
            attachments.add(attachment);
            try {
                sink.accept(attachment, part);
            } catch (IOException | RuntimeException failed) {
                if (failed instanceof GivenUp givenUp) {
                    throw givenUp;
                }
                if (failed instanceof SourceFailed source) {
                    throw source;
                }
                throw new SinkFailed(failed);
            }
        }

        private static String invented(String kind) {
            String ending;
            try {
                ending = kind.equals("message/rfc822")
                        ? ".eml"
                        : MimeTypes.getDefaultMimeTypes().forName(kind).getExtension();
            } catch (MimeTypeException unknown) {
                ending = "";
            }
            return kind.replaceFirst("/.*", "").replaceAll("[^a-z]", "") + ending;
        }

        private static boolean isTnef(String kind, String name) {
            return kind.equals("application/ms-tnef")
                    || kind.equals("application/vnd.ms-tnef")
                    || name.equalsIgnoreCase("winmail.dat");
        }

        private void tnef(InputStream part, String name, String kind) throws IOException {
            byte[] whole = part.readNBytes(LARGEST_TNEF + 1);
            Optional<TnefContent> content = whole.length > LARGEST_TNEF ? Optional.empty() : TnefContent.of(whole);
            if (content.isEmpty()) {
                attach(
                        name.isEmpty() ? "winmail.dat" : name,
                        kind,
                        new SequenceInputStream(new ByteArrayInputStream(whole), part));
                return;
            }
            for (TnefContent.File file : content.get().files()) {
                hand(file.name(), "application/octet-stream", null, new ByteArrayInputStream(file.content()));
            }
            if (texts.stream().allMatch(text -> text.text().isBlank())) {
                content.get()
                        .text()
                        .ifPresent(
                                text -> texts.add(new TextPart(-1, content.get().html(), text)));
            }
        }

        private ParsedMail mail() {
            MailText text = joined();
            String subject = top.text("subject");
            List<MailAddress> from = Stream.of("from", "sender", "reply-to", "return-path")
                    .flatMap(name -> AddressList.of(top.raw(name)).stream())
                    .toList();
            MailAddress sender = from.stream()
                    .filter(each -> each.address() != null)
                    .findFirst()
                    .map(each -> !each.name().isEmpty() || from.isEmpty()
                            ? each
                            : new MailAddress(from.getFirst().name(), each.address()))
                    .orElse(from.isEmpty() ? MailAddress.UNKNOWN : from.getFirst());
            @Nullable Bounce bounce = bounce(sender, subject, text);
            MailAddress forwarded =
                    Forwards.sender(subject, text.quotedPlain()).orElse(bounce == null ? attachedFrom : null);
            return new ParsedMail(
                    messageId(),
                    references(),
                    sender,
                    addresses("reply-to"),
                    addresses("to"),
                    addresses("cc"),
                    Stream.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
                            .flatMap(name -> addresses(name).stream())
                            .toList(),
                    subject,
                    date(top.raw("date")),
                    text,
                    attachments,
                    Automatic.of(top, bounce != null || report),
                    bounce,
                    calendar,
                    protection,
                    Authentication.of(statements, trustedServers),
                    forwarded);
        }

        /** Of each alternative the richest, one after the other. */
        private MailText joined() {
            if (texts.isEmpty() && attachments.isEmpty() && !preamble.isBlank()) {
                texts.add(new TextPart(-1, false, preamble));
            }
            Map<Integer, Boolean> rich = new LinkedHashMap<>();
            texts.forEach(part ->
                    rich.merge(part.alternative(), part.html() && !part.text().isBlank(), Boolean::logicalOr));
            List<TextPart> chosen = texts.stream()
                    .filter(part ->
                            part.alternative() < 0 || part.html() == rich.getOrDefault(part.alternative(), false))
                    .filter(part -> !part.text().isBlank())
                    .toList();
            if (chosen.isEmpty()) {
                return MailText.EMPTY;
            }
            if (chosen.stream().noneMatch(TextPart::html)) {
                return Quotes.ofPlain(
                        chosen.stream().map(TextPart::text).collect(Collectors.joining("\n\n")), cutShort);
            }
            String html = chosen.stream()
                    .map(part -> part.html()
                            ? part.text()
                            : RichText.ofPlain(part.text()).html())
                    .collect(Collectors.joining("\n"));
            return Quotes.ofHtml(html, cutShort);
        }

        private List<MailAddress> addresses(String name) {
            return top.all(name).stream()
                    .flatMap(value -> AddressList.of(value).stream())
                    .filter(each -> each.address() != null)
                    .toList();
        }

        private String messageId() {
            @Nullable String given = id(top.raw("message-id"));
            if (given != null) {
                return given;
            }
            for (String name : List.of("from", "to", "cc", "date", "subject")) {
                content.update(Headers.bytes(name + ":" + top.raw(name).replaceAll("\\s+", " ") + "\n"));
            }
            return HexFormat.of().formatHex(content.digest()) + "@content.invalid";
        }

        private List<String> references() {
            Set<String> ids = new LinkedHashSet<>(ids(top.raw("in-reply-to")));
            List<String> references = ids(top.raw("references"));
            ids.addAll(references.reversed());
            return ids.stream().limit(MOST_REFERENCES).toList();
        }

        /** Also of servers that do not write reports as RFC 3464 has them. */
        private @Nullable Bounce bounce(MailAddress sender, String subject, MailText text) {
            boolean failed = top.has("x-failed-recipients");
            boolean daemon =
                    sender.address() != null && DAEMON.matcher(sender.address()).matches();
            if (!reported.isEmpty()) {
                return new Bounce(reported, originalMessageId);
            }
            if (!failed && !(daemon && (report || !text.plain().isBlank()))) {
                return null;
            }
            String said = text.whole(none -> Optional.empty()).text();
            String action = subject.toLowerCase(Locale.ROOT).contains("delayed") ? "delayed" : "failed";
            Function<String, Bounce.Recipient> recipient = address ->
                    new Bounce.Recipient(address.toLowerCase(Locale.ROOT), action, status(said), diagnostic(said));
            List<Bounce.Recipient> recipients = Stream.of(
                            top.raw("x-failed-recipients").split(","))
                    .map(String::strip)
                    .filter(address -> address.contains("@"))
                    .map(recipient)
                    .collect(Collectors.toList());
            Matcher address = ADDRESS_IN_TEXT.matcher(said);
            if (recipients.isEmpty() && address.find()) {
                recipients.add(recipient.apply(address.group(1)));
            }
            Matcher original = MESSAGE_ID_IN_TEXT.matcher(said);
            @Nullable String id = originalMessageId == null && original.find() ? original.group(1) : originalMessageId;
            return recipients.isEmpty() ? null : new Bounce(recipients, id);
        }

        private static String status(String text) {
            Matcher status = STATUS_IN_TEXT.matcher(text);
            return status.find() ? status.group(1) : "";
        }

        /** The line that names the status. */
        private static String diagnostic(String text) {
            return text.lines()
                    .filter(line -> STATUS_IN_TEXT.matcher(line).find())
                    .findFirst()
                    .orElse("");
        }
    }

    /** An id as it is compared: one without brackets is taken as it is. */
    static @Nullable String id(String raw) {
        Matcher id = MESSAGE_ID.matcher(raw);
        String text = id.find() ? id.group(1) : raw;
        String clean = PlainText.line(text).replaceAll("[\\s<>]", "");
        return clean.isEmpty() || clean.length() > LONGEST_MESSAGE_ID ? null : clean;
    }

    private static List<String> ids(String raw) {
        List<String> ids = new ArrayList<>();
        Matcher id = MESSAGE_ID.matcher(raw);
        while (id.find()) {
            String clean = PlainText.line(id.group(1)).replaceAll("\\s", "");
            if (!clean.isEmpty() && clean.length() <= LONGEST_MESSAGE_ID) {
                ids.add(clean);
            }
        }
        return ids;
    }

    private static @Nullable Instant date(String raw) {
        Matcher date = DATE.matcher(raw);
        if (!date.find()) {
            return null;
        }
        try {
            int year = Integer.parseInt(date.group(3));
            return LocalDateTime.of(
                            year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year,
                            MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1,
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(4)),
                            Integer.parseInt(date.group(5)),
                            date.group(6) == null ? 0 : Math.min(59, Integer.parseInt(date.group(6))))
                    .toInstant(date.group(7) == null ? ZoneOffset.UTC : ZoneOffset.of(date.group(7)));
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
