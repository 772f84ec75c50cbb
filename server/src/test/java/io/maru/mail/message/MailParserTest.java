package io.maru.mail.message;

import static io.maru.mail.message.SampleMails.bytes;
import static io.maru.mail.message.SampleMails.files;
import static io.maru.mail.message.SampleMails.parsed;
import static io.maru.mail.message.SampleMails.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.mail.message.ParsedMail.Protection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailParserTest {

    private static final Charset KOREAN = Charset.forName("x-windows-949");

    private static final Function<String, Optional<UUID>> NO_PICTURES = id -> Optional.empty();

    // --- C: content ----------------------------------------------------------------------------------------------

    @Test
    void c01PartsWithinPartsWithoutEndAreGivenUpAndNotFollowed() {
        StringBuilder deep = new StringBuilder("From: a@example.com\nSubject: deep\n");
        for (int depth = 0; depth < 5_000; depth++) {
            deep.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(depth, depth));
        }
        assertThat(read(deep.toString().getBytes(UTF_8), AttachmentSink.NONE))
                .isEqualTo(new NotUnderstood(NotUnderstood.Reason.TOO_DEEP));
    }

    @Test
    void c01TooManyPartsAndHeadersWithoutEndAreGivenUp() {
        String many = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(2_000);
        assertThat(read(many.getBytes(UTF_8), AttachmentSink.NONE))
                .isEqualTo(new NotUnderstood(NotUnderstood.Reason.TOO_MANY_PARTS));

        String headers = "From: a@example.com\n" + ("X-More: " + "x".repeat(5_000) + "\n").repeat(500) + "\ntext\n";
        assertThat(read(headers.getBytes(UTF_8), AttachmentSink.NONE))
                .isEqualTo(new NotUnderstood(NotUnderstood.Reason.HEADERS_TOO_LARGE));
        assertThat(read(new byte[0], AttachmentSink.NONE)).isEqualTo(new NotUnderstood(NotUnderstood.Reason.EMPTY));
    }

    @Test
    void c01HtmlOfElementsWithinElementsIsReadAsWhatItSays() {
        ParsedMail mail = html("<div>".repeat(30_000) + "deep" + "</div>".repeat(30_000));

        assertThat(mail.text().plain()).isEqualTo("deep");
    }

    @Test
    void c01WhatFailsInTheStoreIsNotTakenForABrokenMail() {
        assertThatThrownBy(() -> read(bytes("calendar"), (attachment, content) -> {
                    throw new IllegalStateException("store");
                }))
                .hasMessage("store");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        };
        assertThatThrownBy(() -> new MailParser(Set.of()).read(broken, AttachmentSink.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "open-bracket, foo, foo@bar.com",
                "no-from, '', -",
                "umlaut, Jürgen, jürgen@example.de",
                "long-address, '', -"
            })
    void c02SendersThatAreBrokenOrMissingAreKeptAsFarAsTheyGo(String sample, String name, String address) {
        assertThat(parsed(sample).from()).isEqualTo(new MailAddress(name, address));
        assertThat(parsed(sample).text().plain()).isEqualTo("Hello");
    }

    @Test
    void c02WhereTheSenderIsMissingTheNextBestHeaderNamesThem() {
        assertThat(mail("Sender: b@example.com\nReply-To: c@example.com", "x")
                        .from()
                        .address())
                .isEqualTo("b@example.com");
        assertThat(mail("From: nobody at all\nReturn-Path: <d@example.com>", "x")
                        .from())
                .isEqualTo(new MailAddress("nobody at all", "d@example.com"));
    }

    @Test
    void c02ListsOfAddressesAreReadWithTheirNamesGroupsAndComments() {
        ParsedMail mail = mail(
                "To: \"Kim, Haneul\" <kim@Example.COM>, plain@example.com (Plain), Team: a@example.com, b@example.com;,\n"
                        + " =?utf-8?B?6rmALCDtlZjripg=?= <c@example.com>; undisclosed-recipients:;",
                "x");

        assertThat(mail.to())
                .containsExactly(
                        new MailAddress("Kim, Haneul", "kim@example.com"),
                        new MailAddress("Plain", "plain@example.com"),
                        new MailAddress("", "a@example.com"),
                        new MailAddress("", "b@example.com"),
                        new MailAddress("김, 하늘", "c@example.com"));
    }

    @Test
    void c04AMailUnderTheOldKoreanNameIsReadAsWindows949InHeaderTextAndNames() {
        ParsedMail mail = parsed("groupware-windows-949");

        assertThat(mail.subject()).isEqualTo("[긴급] 뷁 출입문 연동 오류 확인 요청드립니다");
        assertThat(mail.from()).isEqualTo(new MailAddress("홍길동 (총무팀)", "gildong.hong@hanbit.example"));
        assertThat(mail.to()).containsExactly(new MailAddress("전산지원", "help@example.com"));
        assertThat(mail.cc())
                .containsExactly(
                        new MailAddress("김뷁", "kim@hanbit.example"), new MailAddress("이서연", "lee@hanbit.example"));
        assertThat(mail.text().plain()).contains("뷁뷁 서버실 출입문이 똠방각하 프로그램과");
        assertThat(mail.attachments().stream().map(MailAttachment::name))
                .containsExactly("logo.png", "뷁 보고서 (최종).hwp", "견적서 2026.pdf", "회의록 첨부.docx");
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-11-23T00:12:00Z"));
    }

    @Test
    void c04APictureInTheTextBecomesTheAttachmentThatShowsIt() {
        ParsedMail mail = parsed("groupware-windows-949");
        UUID picture = UUID.randomUUID();

        assertThat(mail.attachments().getFirst().contentId()).isEqualTo("logo@hanbit");
        assertThat(mail.text()
                        .whole(id -> id.equals("logo@hanbit") ? Optional.of(picture) : Optional.empty())
                        .images())
                .containsExactly(picture);
        assertThat(mail.text().whole(NO_PICTURES).html()).doesNotContain("<img");
    }

    @Test
    void c05JapaneseIsReadWithoutACharsetOnItsPart() {
        ParsedMail mail = parsed("iso-2022-jp");

        assertThat(mail.from().name()).isEqualTo("山田");
        assertThat(mail.subject()).isEqualTo("プリンタ");
        assertThat(mail.text().plain()).isEqualTo("印刷できません。");
    }

    @Test
    void c05JapaneseWithInvalidBytesKeepsWhatIsValid() {
        byte[] text =
                concat("印刷".getBytes(Charset.forName("ISO-2022-JP")), new byte[] {(byte) 0xff}, "ok".getBytes(UTF_8));

        assertThat(text("iso-2022-jp", text)).contains("印刷").contains("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows-1258",
                "unknown-8bit",
                "x-nonsense",
                "iso-8859-1",
                "us-ascii",
                "",
                "ks_c_5601-1987",
                "utf-16le"
            })
    void c06Utf8IsReadUnderWhateverName(String label) {
        assertThat(text(label, "가나다 plain – dash".getBytes(UTF_8))).isEqualTo("가나다 plain – dash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-8bit", "utf-8", "", "us-ascii", "euc-kr", "KS_C_5601-1987", "x-windows-949"})
    void c06KoreanIsReadUnderWhateverName(String label) {
        String korean = "안녕하세요. 뷁 프린터가 고장 났습니다. 확인 부탁드립니다.";

        assertThat(text(label, korean.getBytes(KOREAN))).isEqualTo(korean);
    }

    @Test
    void c06ALoneByteCostsOneCharacterAndNotTheText() {
        assertThat(text("euc-kr", concat("가나".getBytes(KOREAN), new byte[] {(byte) 0x80, ' '}, "다라".getBytes(KOREAN))))
                .startsWith("가나")
                .endsWith("다라");
        assertThat(text("utf-8", concat("가나다라마바사아자차카타파하".getBytes(UTF_8), new byte[] {(byte) 0xe9})))
                .startsWith("가나다라마바사아자차카타파하");
    }

    @Test
    void c06OtherCharsetsAreReadByWhatProgramsMeanByThem() {
        assertThat(text("gb2312", "价格–朱镕基".getBytes(Charset.forName("GB18030"))))
                .isEqualTo("价格–朱镕基");
        assertThat(text("iso-8859-1", "“quoted”".getBytes(Charset.forName("windows-1252"))))
                .isEqualTo("“quoted”");
        assertThat(text("utf-7", "Hi Mom +Jjo-! 1 +- 1 +rADVXA-".getBytes(ISO_8859_1)))
                .isEqualTo("Hi Mom ☺! 1 + 1 가하".replace("하", "한"));
        assertThat(text("shift_jis", "①印刷".getBytes(Charset.forName("windows-31j"))))
                .isEqualTo("①印刷");
    }

    @Test
    void c06OneKoreanSyllableThatIsUtf8TooIsBelievedToBeKorean() {
        assertThat(text("euc-kr", "첨".getBytes(KOREAN))).isEqualTo("첨");
    }

    @Test
    void c07NamesOfFilesLoseWhatNoFileMayBeCalled() {
        ParsedMail mail = parsed("hostile-html");

        assertThat(mail.attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.name()).doesNotContain("\0").endsWith("wd.html"));
        assertThat(parsed("apple-mail-reply").attachments().getFirst().name()).isEqualTo("화면.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"a;b.pdf\" | a;b.pdf",
                "attachment; filename=two words.pdf | two words.pdf",
                "attachment; filename=\"never closed.pdf | never closed.pdf",
                "attachment; filename*=euc-kr''%BA%B8%B0%ED%BC%AD.hwp; filename=\"x.hwp\" | 보고서.hwp",
                "attachment; filename*=%EB%B3%B4.hwp | 보.hwp",
                "attachment; filename==?utf-8?B?67O06rOg7IScLmh3cA==?= | 보고서.hwp",
                "attachment; filename*0=\"=?utf-8?B?67O06rOg\"; filename*1=\"7IScLmh3cA==?=\" | 보고서.hwp",
                "attachment | application"
            })
    void c07NamesAreReadInEveryWayInWhichProgramsWriteThem(String disposition, String name) {
        assertThat(mail("Content-Type: application/x-unheard-of\nContent-Disposition: " + disposition, "x")
                        .attachments())
                .singleElement()
                .extracting(MailAttachment::name)
                .isEqualTo(name);
    }

    @Test
    void c08OfALongTextTheBeginningIsTaken() {
        ParsedMail mail = mail("Content-Type: text/plain", "word ".repeat(500_000));

        assertThat(mail.text().cutShort()).isTrue();
        assertThat(mail.text().plain().length()).isBetween(900_000, 1_000_000);
    }

    @Test
    void c08HtmlOfCountlessElementsBecomesItsText() {
        assertThat(html("<b>x</b>&amp;".repeat(50_000)).text().plain())
                .startsWith("x &")
                .doesNotContain("<b>");
    }

    @Test
    void c10HtmlComesWithoutAnythingThatActsOrFetches() {
        ParsedMail mail = parsed("hostile-html");
        String html = mail.text().whole(NO_PICTURES).html();

        assertThat(html)
                .contains("Hello")
                .contains("more")
                .doesNotContainIgnoringCase("script")
                .doesNotContain(
                        "alert",
                        "onload",
                        "onclick",
                        "ontoggle",
                        "<details",
                        "<svg",
                        "<img",
                        "<iframe",
                        "<form",
                        "<input")
                .doesNotContain("evil.example", "style=", "data:", "<title");
        assertThat(mail.subject()).isEqualTo("<img src=x onerror=alert(1)>");
        assertThat(mail.from()).isEqualTo(new MailAddress("<script>alert(1)</script>", "evil@example.com"));
    }

    @Test
    void aMailWhoseBoundaryNeverComesStillSaysWhatItSays() {
        assertThat(parsed("never-closed").text().plain()).contains("the words are still here");
    }

    @Test
    void whatOutlookHidesInWinmailDatIsUnpacked() {
        byte[] tnef = tnef("보고서.hwp".getBytes(KOREAN), "content".getBytes(UTF_8), "The text of the mail");
        byte[] raw = ("From: a@example.com\nContent-Type: application/ms-tnef; name=winmail.dat\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(tnef))
                .getBytes(UTF_8);

        assertThat(files(raw))
                .hasEntrySatisfying(
                        "보고서.hwp", file -> assertThat(file).asString().isEqualTo("content"));
        assertThat(parsed(raw).text().plain()).isEqualTo("The text of the mail");

        byte[] broken = new String(raw, ISO_8859_1)
                .replace(Base64.getMimeEncoder().encodeToString(tnef), "eJ8+IgAA////")
                .getBytes(ISO_8859_1);
        assertThat(files(broken)).containsOnlyKeys("winmail.dat");
    }

    // --- M: identity and threads ---------------------------------------------------------------------------------

    @Test
    void m03AnIdIsTheSameWithAndWithoutSpaceAroundIt() {
        assertThat(parsed("no-from").messageId()).isEqualTo("padded@example.com");
        assertThat(mail("Message-ID:\n  <id@example.com> (comment)", "x").messageId())
                .isEqualTo("id@example.com");
        assertThat(mail("Message-ID: id@example.com", "x").messageId()).isEqualTo("id@example.com");
    }

    @Test
    void m03WithoutAnIdTheContentMakesOneThatTheWayOfTheMailDoesNotChange() {
        String mail = "From: a@example.com\nSubject: s\nMessage-ID:  \n\ntext\n";
        String id = parsed(mail.getBytes(UTF_8)).messageId();

        assertThat(id).endsWith("@content.invalid");
        assertThat(parsed(("Received: by another\n" + mail).getBytes(UTF_8)).messageId())
                .isEqualTo(id);
        assertThat(parsed(mail.replace("text", "other").getBytes(UTF_8)).messageId())
                .isNotEqualTo(id);
    }

    @Test
    void m05TheMailsItAnswersAreNamedNearestFirst() {
        assertThat(mail(
                                "In-Reply-To: <crm-1@foreign.example>\nReferences: <root@maru.example>\n <mid@maru.example> <crm-1@foreign.example>",
                                "x")
                        .references())
                .containsExactly("crm-1@foreign.example", "mid@maru.example", "root@maru.example");
    }

    @Test
    void m08ASubjectIsReadAlsoWhereItsEncodingCutsACharacterInTwo() {
        assertThat(parsed("subject-cut-in-two").subject()).isEqualTo("[IT-42] 프린터가 안 됩니다");
        assertThat(parsed("subject-cut-in-two").text().plain()).isEqualTo("아직도 안 됩니다.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?utf-8?Q?[IT-1]_a=3Fb?= | [IT-1] a?b",
                "Re:=?utf-8?B?7ZWc6riA?=tail | Re:한글tail",
                "=?utf-8*ko?b?7ZWc6riA?= | 한글",
                "=?utf-8?B?7ZWc6riA | 한글",
                "=?nonsense?B?7ZWc6riA?= | 한글",
                "=?utf-8?B?7ZWc?= =?utf-8?B?6riA?= | 한글",
                "no =? encoded word | no =? encoded word"
            })
    void m08SubjectsAreReadInEveryWayInWhichProgramsWriteThem(String raw, String subject) {
        assertThat(mail("Subject: " + raw, "x").subject()).isEqualTo(subject);
    }

    @Test
    void m11OnlyAServerThatIsTrustedSaysWhetherTheSenderIsTheSender() {
        assertThat(parsed("outlook-reply").authentication()).isEqualTo(Authentication.PASSED);
        assertThat(authentication("elsewhere.example; dmarc=pass")).isEqualTo(Authentication.UNKNOWN);
        assertThat(authentication("mx.example.com; spf=fail; dkim=none; dmarc=fail"))
                .isEqualTo(Authentication.FAILED);
        assertThat(authentication("mx.example.com; spf=softfail; dkim=pass")).isEqualTo(Authentication.PASSED);
        assertThat(authentication("mx.example.com; spf=fail")).isEqualTo(Authentication.FAILED);
        assertThat(authentication("mx.example.com 1; none")).isEqualTo(Authentication.UNKNOWN);
        assertThat(authentication(
                        "MX.example.com; dmarc=fail (p=none)\nAuthentication-Results: mx.example.com; dmarc=pass"))
                .isEqualTo(Authentication.FAILED);
    }

    @Test
    void m11WhatSendersWriteBelowTheTrustedServersWordsIsNotBelieved() {
        String forged = "Authentication-Results: mx.example.com; spf=pass; dkim=pass; dmarc=pass";

        assertThat(mail("Authentication-Results: mx.example.com; spf=fail\nReceived: by mx.example.com\n" + forged, "x")
                        .authentication())
                .isEqualTo(Authentication.FAILED);
        assertThat(mail(
                                "Received: by mx.example.com\nAuthentication-Results: mx.example.com; dmarc=fail\n"
                                        + forged,
                                "x")
                        .authentication())
                .isEqualTo(Authentication.FAILED);
        assertThat(authentication("mx.example.com; spf=fail; dmarc=pass")).isEqualTo(Authentication.FAILED);
    }

    // --- L: what nobody answers ----------------------------------------------------------------------------------

    @Test
    void l01AutomaticMailsAreRecognised() {
        assertThat(parsed("auto-reply-exchange").automatic())
                .containsExactlyInAnyOrder(
                        Automatic.AUTO_SUBMITTED,
                        Automatic.PRECEDENCE,
                        Automatic.SUPPRESSED,
                        Automatic.EMPTY_RETURN_PATH);
        assertThat(parsed("auto-reply-exchange").text().plain()).isEqualTo("휴가 중입니다. 뷁");
        assertThat(parsed("mailing-list").automatic()).containsExactly(Automatic.MAILING_LIST);
        for (String personal :
                List.of("outlook-reply", "gmail-reply", "groupware-windows-949", "naver-reply", "iphone-reply")) {
            assertThat(parsed(personal).automatic()).as(personal).isEmpty();
        }
    }

    @Test
    void l02AReportNamesTheMailAndWhoDidNotGetIt() {
        ParsedMail mail = parsed("bounce-rfc3464");

        assertThat(mail.bounce()).isNotNull().satisfies(bounce -> {
            assertThat(bounce.originalMessageId()).isEqualTo("notice-77@maru.example");
            assertThat(bounce.recipients())
                    .containsExactly(
                            new Bounce.Recipient("gone@example.net", "failed", "5.1.1", "550 5.1.1 User unknown"),
                            new Bounce.Recipient("full@example.net", "failed", "5.2.2", "5.2.2 (mailbox full)"),
                            new Bounce.Recipient("slow@example.net", "delayed", "4.4.1", "4.4.1"));
            assertThat(bounce.recipients().stream().map(Bounce.Recipient::permanent))
                    .containsExactly(true, false, false);
            assertThat(bounce.recipients().stream().map(Bounce.Recipient::failed))
                    .containsExactly(true, true, false);
        });
        assertThat(mail.automatic()).contains(Automatic.REPORT, Automatic.AUTO_SUBMITTED);
    }

    @Test
    void l02AReportInProseIsReadToo() {
        assertThat(parsed("bounce-qmail").bounce()).isNotNull().satisfies(bounce -> {
            assertThat(bounce.originalMessageId()).isEqualTo("notice-78@maru.example");
            assertThat(bounce.recipients())
                    .containsExactly(new Bounce.Recipient(
                            "nobody@qmail.example.net",
                            "failed",
                            "5.1.1",
                            "Sorry, no mailbox here by that name. (#5.1.1)"));
        });
    }

    // --- what is new and what is quoted --------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outlook-reply | 재부팅하니 됩니다. 감사합니다. | 다시 시작해 보셨나요",
                "outlook-web-reply | It works now. | Did you restart it?",
                "gmail-reply | 네, 이제 됩니다. | 다시 시작해 보세요.",
                "gmail-plain-reply | Yes, that helped, and this line goes on in the next. | Did you restart it?",
                "apple-mail-reply | Works. See: | Restart it.",
                "iphone-reply | 됩니다 | 다시 시작해 보세요.",
                "naver-reply | 토너를 바꿨습니다. | 토너를 확인해 주세요.",
                "galaxy-reply | 지금은 됩니다. | 다시 시작해 보세요."
            })
    void ofAReplyOnlyWhatIsNewIsShownAndTheRestIsKept(String sample, String said, String quoted) {
        MailText text = parsed(sample).text();

        assertThat(text.plain().strip()).isEqualTo(said);
        assertThat(text.folded().text()).contains(quoted);
        assertThat(text.whole(NO_PICTURES).text()).contains(said).contains(quoted);
    }

    @Test
    void signaturesAreFoldedAway() {
        assertThat(parsed("gmail-reply").text().folded().text()).startsWith("김하늘 드림");
        assertThat(parsed("iphone-reply").text().folded().text()).startsWith("나의 iPhone에서 보냄");
        assertThat(parsed("galaxy-reply").text().folded().text()).startsWith("Galaxy에서 보냈습니다.");
        assertThat(parsed("outlook-web-reply").text().folded().text()).startsWith("Get Outlook for iOS");
    }

    @Test
    void aPictureAloneIsAnAnswerAndWhatItQuotesIsKept() {
        assertThat(html("<p><img src=\"cid:screen\"></p><div class=\"gmail_quote\">On Monday, Kim wrote:"
                                + "<blockquote>Which error do you see?</blockquote></div>")
                        .text()
                        .folded()
                        .text())
                .contains("Which error do you see?");
    }

    @Test
    void whatOurOwnMailsSaidIsNotAmongWhatIsFoldedAway() {
        String said = "It works.\r\n\r\n-- \r\nKim, Tower 2\r\n\r\n"
                + "On Mon, 2 Nov 2026 at 10:00, Desk <desk@maru.example> wrote:\r\n";

        assertThat(mail("", said + "> Decide here: https://Maru.exa\r\n> mple/decide/secret\r\n")
                        .text()
                        .foldedOfOthers("maru.example")
                        .text())
                .contains("Kim, Tower 2")
                .doesNotContain("secret");
        assertThat(html("<p>It works.</p><div class=\"gmail_quote\">On Monday, Desk wrote:<blockquote>"
                                + "<a href=\"https://maru.example/decide/secret\">Decide</a></blockquote></div>")
                        .text()
                        .foldedOfOthers("maru.example")
                        .isEmpty())
                .isTrue();
        assertThat(mail("", said + "> See https://vendor.example/fuser\r\n")
                        .text()
                        .foldedOfOthers("maru.example")
                        .text())
                .contains("https://vendor.example/fuser");
    }

    @Test
    void answersBetweenQuotedLinesStayWithTheirQuestions() {
        assertThat(parsed("inline-answers").text().plain())
                .contains("> Which floor?")
                .contains("The grey one.");
    }

    @Test
    void whatLooksLikeAQuoteInTheMiddleOfAMailStays() {
        assertThat(mail(
                                "Subject: s",
                                "On Monday the following was wrote:\nnothing.\nFrom: here on it fails\nwith errors\n")
                        .text()
                        .plain())
                .contains("nothing.")
                .contains("with errors");
    }

    @Test
    void aMailOfQuotesAloneIsShownWhole() {
        assertThat(mail("Subject: s", "> only\n> quoted\n").text().plain()).contains("only");
    }

    @Test
    void whoseMailIsForwardedIsFoundInItsTextOrInTheMailThatIsAttached() {
        assertThat(parsed("forwarded").forwardedFrom())
                .isEqualTo(new MailAddress("Lee Seoyeon", "seoyeon@customer.example"));
        assertThat(parsed("forwarded-as-attachment").forwardedFrom())
                .isEqualTo(new MailAddress("이서연", "seoyeon@customer.example"));
        assertThat(parsed("forwarded-as-attachment").attachments().getFirst().name())
                .isEqualTo("프린터.eml");
        assertThat(parsed("gmail-reply").forwardedFrom()).isNull();
    }

    @Test
    void invitationsAndSealedMailsAreRecognised() {
        assertThat(parsed("calendar").calendar()).isEqualTo("REQUEST");
        assertThat(parsed("calendar").text().plain()).isEqualTo("Meeting at ten.");
        assertThat(parsed("pgp-encrypted").protection()).isEqualTo(Protection.ENCRYPTED);
        assertThat(parsed("pgp-encrypted").attachments())
                .extracting(MailAttachment::name)
                .containsExactly("encrypted.asc");
        assertThat(parsed("smime-signed").protection()).isEqualTo(Protection.SIGNED);
        assertThat(parsed("smime-signed").text().plain()).isEqualTo("Signed words.");
        assertThat(parsed("smime-signed").attachments()).isEmpty();
    }

    private static Authentication authentication(String header) {
        return mail("Authentication-Results: " + header, "x").authentication();
    }

    private static String text(String label, byte[] text) {
        String header = "From: a@example.com\nContent-Type: text/plain; charset=\"" + label + "\"\n\n";
        return parsed(concat(header.getBytes(UTF_8), text)).text().plain();
    }

    private static ParsedMail html(String html) {
        return mail("Content-Type: text/html; charset=utf-8", html);
    }

    private static ParsedMail mail(String headers, String body) {
        return parsed((headers + "\n\n" + body).getBytes(UTF_8));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A file of the kind, with one attachment and a text. */
    private static byte[] tnef(byte[] name, byte[] content, String text) {
        byte[] body = (text + "\0").getBytes(UTF_8);
        int padded = (body.length + 3) / 4 * 4;
        ByteBuffer properties = ByteBuffer.allocate(16 + padded).order(ByteOrder.LITTLE_ENDIAN);
        properties
                .putInt(1)
                .putShort((short) 0x1e)
                .putShort((short) 0x1000)
                .putInt(1)
                .putInt(body.length)
                .put(body);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x223e9f78)
                .putShort((short) 1)
                .array());
        file.writeBytes(attribute(1, 0x9003, 6, properties.array()));
        file.writeBytes(attribute(2, 0x9002, 6, new byte[14]));
        file.writeBytes(attribute(2, 0x8010, 1, concat(name, new byte[1])));
        file.writeBytes(attribute(2, 0x800f, 6, content));
        return file.toByteArray();
    }

    private static byte[] attribute(int level, int id, int type, byte[] data) {
        int sum = 0;
        for (byte each : data) {
            sum += each & 0xff;
        }
        return ByteBuffer.allocate(11 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) level)
                .putShort((short) id)
                .putShort((short) type)
                .putInt(data.length)
                .put(data)
                .putShort((short) sum)
                .array();
    }
}
