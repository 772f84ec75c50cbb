package io.maru.mail.message;

import io.maru.platform.RichText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The text of a mail, taken apart: what its sender says with it, the signature, and what is quoted of earlier mails. It is as hostile as
 * mails are until it is asked for as {@link RichText}.
 */
public final class MailText {

    static final MailText EMPTY = new MailText("", "", "", false);

    private static final String NEVER_SHOWN =
            "script, style, title, object, embed, applet, svg, math, template, iframe, noscript";

    private static final String CONTENT_ID = "cid:";
    private static final Function<String, Optional<UUID>> NO_PICTURES = none -> Optional.empty();

    private final String said;
    private final String signature;
    private final String quoted;
    private final boolean cutShort;

    /** All of these are HTML. */
    MailText(String said, String signature, String quoted, boolean cutShort) {
        this.said = said;
        this.signature = signature;
        this.quoted = quoted;
        this.cutShort = cutShort;
    }

    /**
     * What is new; everything when nothing is, as when somebody answers between the lines they quote.
     *
     * @param pictures the attachment that shows a picture of the mail, by its content id
     */
    public RichText said(Function<String, Optional<UUID>> pictures) {
        RichText text = clean(said, pictures);
        return text.isEmpty() ? whole(pictures) : text;
    }

    /** Signature and quotes, without pictures: what is folded away when only {@link #said} is shown. */
    public RichText folded() {
        return folded(part -> true);
    }

    /**
     * The same without what our own mails said: that stands on the ticket, and the links in it are for whoever got the mail.
     *
     * @param ours the host to which links in our mails lead
     */
    public RichText foldedOfOthers(String ours) {
        return folded(part -> !leadsTo(part, ours));
    }

    private RichText folded(Predicate<String> wanted) {
        return saysNothing()
                ? RichText.EMPTY
                : clean(Stream.of(signature, quoted).filter(wanted).collect(Collectors.joining()), NO_PICTURES);
    }

    /** The content ids of pictures that only signature and quotes show, when these are folded away: logos, most of all. */
    public Set<String> foldedPictures() {
        if (saysNothing()) {
            return Set.of();
        }
        Set<String> folded = pictures(signature + quoted);
        folded.removeAll(pictures(said));
        return folded;
    }

    private static Set<String> pictures(String html) {
        return Jsoup.parseBodyFragment(html).select("img").eachAttr("src").stream()
                .map(MailText::contentId)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Optional<String> contentId(String source) {
        String address = source.strip();
        return address.regionMatches(true, 0, CONTENT_ID, 0, CONTENT_ID.length())
                ? Optional.of(address.substring(CONTENT_ID.length()))
                : Optional.empty();
    }

    /** Whether it has a link to a host, also one that a program broke into lines and quoted, or wrote into a link of its own. */
    private static boolean leadsTo(String html, String host) {
        Document document = Jsoup.parseBodyFragment(html);
        String all = document.text() + " "
                + String.join(" ", document.select("[href]").eachAttr("href"));
        return all.replaceAll("[\\s>]", "")
                .toLowerCase(Locale.ROOT)
                .replace("%2f", "/")
                .contains("//" + host.toLowerCase(Locale.ROOT));
    }

    /** For the first mail of a conversation, of which nobody has the rest. */
    public RichText whole(Function<String, Optional<UUID>> pictures) {
        return clean(said + signature + quoted, pictures);
    }

    /** What is new as plain text. */
    public String plain() {
        return said(NO_PICTURES).text();
    }

    /** Whether it says nothing but what it quotes, and who signs it. */
    public boolean saysNothing() {
        return clean(said, none -> Optional.of(new UUID(0, 0))).isEmpty();
    }

    /** Its first lines as long as they begin with a number sign and a letter: what somebody tells a program to do. */
    public List<String> instructions() {
        return FirstLines.of(said).instructions();
    }

    /** The same without them. */
    public MailText withoutInstructions() {
        return new MailText(FirstLines.of(said).others(), signature, quoted, cutShort);
    }

    /** Whether the mail's text is longer than is taken of one. */
    public boolean cutShort() {
        return cutShort;
    }

    /** What the mail's text quotes, as plain text. */
    String quotedPlain() {
        return clean(quoted, NO_PICTURES).text();
    }

    private static RichText clean(String hostile, Function<String, Optional<UUID>> pictures) {
        if (hostile.isBlank()) {
            return RichText.EMPTY;
        }
        Document document = Jsoup.parseBodyFragment(hostile);
        document.select(NEVER_SHOWN).remove();
        for (Element picture : document.select("img")) {
            Optional<UUID> shown = contentId(picture.attr("src")).flatMap(pictures);
            if (shown.isPresent()) {
                picture.attr("src", "/api/attachments/" + shown.get());
            } else {
                picture.remove();
            }
        }
        document.outputSettings().prettyPrint(false);
        return RichText.of(document.body().html());
    }
}
