package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.RECEIVED;
import static io.maru.support.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.attachment.BlobStore;
import io.maru.desk.Desk;
import io.maru.mail.MailBounced;
import io.maru.mail.MailThreads;
import io.maru.mail.inbound.Mailbox.ClosedReplies;
import io.maru.mail.inbound.Mailbox.Newcomers;
import io.maru.mail.inbound.ReceivedStore.Received;
import io.maru.mail.message.SampleMails;
import io.maru.people.Persons;
import io.maru.support.AnotherServer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.ticket.Tickets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What becomes of mails: the failure classes of mail that comes, on the whole server. */
@MaruTest
@RecordApplicationEvents
class FilingTest {

    @Autowired
    private MailIntake intake;

    @Autowired
    private MailFiler filer;

    @Autowired
    private Filing filing;

    @Autowired
    private ReceivedStore received;

    @Autowired
    private SenderRuleStore senderRules;

    @Autowired
    private MailboxStore mailboxes;

    @Autowired
    private MailThreads threads;

    @Autowired
    private Persons persons;

    @Autowired
    private BlobStore blobs;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Desks desks;

    @Autowired
    private People people;

    @Autowired
    private MovableClock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DSLContext database;

    @Autowired
    private ApplicationEvents events;

    private Desk desk;
    private TestPerson agent;
    private TestPerson customer;
    private TestPerson administrator;
    private Mailbox mailbox;

    @BeforeEach
    void aDeskWithAMailbox() {
        desk = desks.aDesk().create();
        agent = people.person().named("담당자").agentOf(desk.id()).create();
        administrator = people.administrator();
        customer = people.person().named("홍길동").create();
        mailbox = mailbox(desk, settings -> settings);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    // --- new tickets ---------------------------------------------------------------------------------------------

    @Test
    void aMailOfAKnownPersonBecomesTheirTicketWithItsTextPicturesAndFiles() throws Throwable {
        String sample = new String(SampleMails.bytes("groupware-windows-949"), ISO_8859_1)
                .replace("gildong.hong@hanbit.example", customer.email())
                .replace("20261123091200.1234.groupware", UUID.randomUUID().toString());

        Received mail = filed(mailbox, sample.getBytes(ISO_8859_1));
        JsonNode ticket = ticket(mail);

        assertThat(ticket.path("summary").asString()).isEqualTo("[긴급] 뷁 출입문 연동 오류 확인 요청드립니다");
        assertThat(ticket.path("channel").asString()).isEqualTo("mail");
        assertThat(ticket.at("/reporter/id").asLong()).isEqualTo(customer.id());
        assertThat(ticket.at("/requestType/name").asString()).isEqualTo("Report an incident");
        assertThat(ticket.path("descriptionHtml").asString())
                .contains("뷁뷁 서버실 출입문이")
                .contains("<img src=\"/api/attachments/");
        assertThat(ticket.path("attachments").findValuesAsString("fileName"))
                .containsExactlyInAnyOrder("logo.png", "뷁 보고서 (최종).hwp", "견적서 2026.pdf", "회의록 첨부.docx");
        String picture = ticket.path("descriptionHtml").asString().replaceAll("(?s).*<img src=\"([^\"]*)\".*", "$1");
        customer.api().get(picture).expect(200);
    }

    @Test
    void somebodyNewBecomesACustomerWhereTheMailboxLetsThemIn() throws Throwable {
        String address = "new-" + UUID.randomUUID() + "@example.net";
        Received mail = filed(mailbox, mail().from("=?utf-8?B?6rmA7IOI66Gc?= <" + address + ">"));

        assertThat(ticket(mail).at("/reporter/displayName").asString()).isEqualTo("김새로");
        assertThat(persons.withAddress(address)).isPresent();
    }

    @Test
    void somebodyNewWaitsOrIsRefusedWhereTheMailboxSaysSo() throws Throwable {
        Mailbox careful = mailbox(desk, settings -> settings.replace("create", "quarantine"));
        Mailbox closed = mailbox(desk, settings -> settings.replace("create", "refuse"));

        assertThat(outcome(careful, mail().from("new-1@example.net"))).isEqualTo("quarantined sender_unknown");
        assertThat(outcome(closed, mail().from("new-2@example.net"))).isEqualTo("refused sender_unknown");
        assertThat(persons.withAddress("new-1@example.net")).isEmpty();
    }

    @Test
    void whatWasKeptBackIsFiledOnceSomebodyLetsItThrough() throws Throwable {
        Mailbox careful = mailbox(desk, settings -> settings.replace("create", "quarantine"));
        String address = "new-" + UUID.randomUUID() + "@example.net";
        Received kept = settled(careful, mail().from(address).bytes());
        assertThat(kept.state()).isEqualTo(MailState.QUARANTINED);

        assertThat(received.release(kept.id(), agent.id(), clock.instant())).isTrue();

        Received through = settled(kept.id());
        assertThat(through.state()).isEqualTo(MailState.FILED);
        assertThat(ticket(through).at("/reporter/email").asString()).isEqualTo(address);
        assertThat(received.release(kept.id(), agent.id(), clock.instant())).isFalse();
    }

    @Test
    void atADeskForMembersAMailOfSomebodyElseWaits() throws Throwable {
        Mailbox members = mailbox(desks.aDesk().forMembersOnly().create(), settings -> settings);

        assertThat(outcome(members, mail().from(customer.email()))).isEqualTo("quarantined may_not_raise");
    }

    @Test
    void whatAnAgentForwardsIsTheRequestOfWhoWroteIt() throws Throwable {
        String address = "seoyeon-" + UUID.randomUUID() + "@customer.example";
        Received mail = filed(
                mailbox,
                mail().from(agent.email())
                        .header("Subject", "Fwd: printer")
                        .text("Please look.\n\n---------- Forwarded message ---------\nFrom: Lee Seoyeon <" + address
                                + ">\nDate: Mon, Nov 23, 2026\nSubject: printer\nTo: <x@example.com>\n\nBroken."));

        assertThat(ticket(mail).at("/reporter/email").asString()).isEqualTo(address);
        assertThat(ticket(mail).at("/createdBy/id").asLong()).isEqualTo(agent.id());
        assertThat(ticket(mail).path("descriptionHtml").asString()).contains("Broken.");
    }

    @Test
    void whatACustomerForwardsIsTheirOwnRequest() throws Throwable {
        Received mail = filed(
                mailbox,
                mail().from(customer.email())
                        .header("Subject", "Fwd: printer")
                        .text("---------- Forwarded message ---------\nFrom: The Boss <" + agent.email()
                                + ">\nDate: x\nSubject: printer\nTo: y\n\nPay this."));

        assertThat(ticket(mail).at("/reporter/id").asLong()).isEqualTo(customer.id());
    }

    // --- M: identity, duplicates, threads ------------------------------------------------------------------------

    @Test
    void m01AServerThatIsKilledWhileItFilesAMailLeavesItToTheNextAndOneTicketIsMade() throws Throwable {
        byte[] raw = mail().from(customer.email()).bytes();
        filer.stop();
        try {
            long id = intake.accept(mailbox.id(), new ByteArrayInputStream(raw)).orElseThrow();
            // Everything was done but the commit.
            transaction.executeWithoutResult(killed -> {
                filing.file(id, true);
                assertThat(received.find(id).orElseThrow().state()).isEqualTo(MailState.FILED);
                killed.setRollbackOnly();
            });
            assertThat(received.find(id).orElseThrow().state()).isEqualTo(MailState.WAITING);
            assertThat(ticketsOf(customer)).isEmpty();
            // It had been taken, so that others leave it alone for a while.
            received.claim(clock.instant(), clock.instant().plus(Duration.ofMinutes(2)));
            clock.advance(Duration.ofMinutes(3));

            while (filer.fileNext()) {}

            assertThat(received.find(id).orElseThrow().state()).isEqualTo(MailState.FILED);
            assertThat(ticketsOf(customer)).hasSize(1);
            // The fetcher was killed, too, before it had noted that it was done with this one.
            assertThat(intake.accept(mailbox.id(), new ByteArrayInputStream(raw)))
                    .isEmpty();
        } finally {
            filer.start();
        }
    }

    @Test
    void aMailThatAnotherHoldsForAMomentIsFiledAtOnceNevertheless() throws Throwable {
        filer.stop();
        try {
            long id = intake.accept(
                            mailbox.id(),
                            new ByteArrayInputStream(
                                    mail().from(customer.email()).bytes()))
                    .orElseThrow();
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            Thread holds = Thread.ofVirtual()
                    .start(() -> transaction.executeWithoutResult(status -> {
                        database.selectFrom(RECEIVED)
                                .where(RECEIVED.ID.eq(id))
                                .forUpdate()
                                .fetch();
                        held.countDown();
                        try {
                            asked.await();
                        } catch (InterruptedException ending) {
                            Thread.currentThread().interrupt();
                        }
                    }));
            held.await();
            Thread files = Thread.ofVirtual().start(() -> filing.file(id, true));
            eventually(() -> assertThat(!files.isAlive()
                            || database.fetchExists(
                                    DSL.selectOne().from("pg_locks").where("not granted")))
                    .isTrue());
            asked.countDown();
            holds.join();
            files.join();

            assertThat(received.find(id).orElseThrow().state()).isEqualTo(MailState.FILED);
        } finally {
            filer.start();
        }
    }

    @Test
    void m01ServersFileTheMailsOfOneMailboxTogetherAndEachOnce() throws Throwable {
        int number = 40;
        try (AnotherServer another = AnotherServer.start()) {
            MailIntake anothers = another.bean(MailIntake.class);
            List<byte[]> mails = new ArrayList<>();
            for (int each = 0; each < number; each++) {
                mails.add(mail().from(customer.email()).bytes());
            }
            List<Long> ids = IntStream.range(0, number * 2)
                    .parallel()
                    .boxed()
                    .flatMap(each -> accept(each % 2 == 0 ? intake : anothers, mails.get(each / 2)).stream())
                    .toList();
            assertThat(ids).hasSize(number);
            for (long id : ids) {
                assertThat(settled(id).state()).isEqualTo(MailState.FILED);
            }
        }
        assertThat(ticketsOf(customer)).hasSize(number);
    }

    @Test
    void m02TheSameMailInOneMailboxIsOneTicketAndInAnotherOneOfItsOwn() throws Throwable {
        Desk other = desks.aDesk().create();
        Mailbox second = mailbox(other, settings -> settings);
        byte[] raw = mail().from(customer.email()).bytes();

        filed(mailbox, raw);
        assertThat(intake.accept(mailbox.id(), new ByteArrayInputStream(raw))).isEmpty();
        filed(second, raw);

        assertThat(ticketsOf(customer)).hasSize(2);
    }

    @Test
    void m03WithoutAMessageIdACopyIsRecognisedByItsContent() throws Throwable {
        byte[] raw = mail().from(customer.email()).without("Message-ID").bytes();
        byte[] anotherWay = ("Received: by another\r\n" + new String(raw, UTF_8)).getBytes(UTF_8);

        Received first = filed(mailbox, raw);
        assertThat(outcome(mailbox, anotherWay)).isEqualTo("dropped duplicate");
        assertThat(first.messageId()).endsWith("@content.invalid");
    }

    @Test
    void m04AnAnswerToATicketThatIsDoneIsACommentOnceOrALinkedTicketWhereTheMailboxWantsIt() throws Throwable {
        Mailbox strict = mailbox(desk, settings -> settings.replace("comment", "new_ticket"));
        Mail first = mail().from(customer.email());
        JsonNode opened = ticket(filed(mailbox, first));
        String key = opened.path("key").asString();
        take(opened, Map.of("transition", "resolve", "fields", Map.of("resolution", "done")));

        Received thanks =
                filed(mailbox, mail().from(customer.email()).answering(first.id).text("Thanks!"));
        assertThat(ticket(thanks).path("key").asString()).isEqualTo(key);
        assertThat(ticket(thanks).at("/comments/0/bodyHtml").asString()).contains("Thanks!");

        Received again =
                filed(strict, mail().from(customer.email()).answering(first.id).text("Broken again"));
        assertThat(ticket(again).path("key").asString()).isNotEqualTo(key);
        assertThat(ticket(again).path("links").findValuesAsString("key")).containsExactly(key);
    }

    @Test
    void m05AnAnswerFindsItsTicketByAnyMailOfTheThread() throws Throwable {
        Mail first = mail().from(customer.email());
        long ticketId = ticketId(filed(mailbox, first));
        threads.note("notice-" + ticketId + "@maru.example", ticketId);

        assertThat(ticketId(filed(
                        mailbox,
                        mail().from(customer.email())
                                .header("In-Reply-To", "<crm-99@foreign.example>")
                                .header("References", "<" + first.id + "> <crm-99@foreign.example>"))))
                .isEqualTo(ticketId);
        assertThat(ticketId(filed(
                        mailbox, mail().from(customer.email()).answering("notice-" + ticketId + "@maru.example"))))
                .isEqualTo(ticketId);
        assertThat(ticketId(filed(
                        mailbox,
                        mail().from(customer.email())
                                .header(
                                        "To",
                                        "help+" + threads.tokenOf(ticketId).toUpperCase(Locale.ROOT)
                                                + "@example.com"))))
                .isEqualTo(ticketId);
        assertThat(ticketId(filed(
                        mailbox, mail().from(customer.email()).answering(threads.tokenOf(ticketId) + "@maru.example"))))
                .isEqualTo(ticketId);
    }

    @Test
    void m06AnAnswerToOnesOwnMailJoinsItsTicketAlsoWhenItOvertakesIt() throws Throwable {
        Mail first = mail().from(customer.email());
        Mail second = mail().from(customer.email()).answering(first.id).text("PS");
        filer.stop();
        long opening = accept(intake, first.bytes()).orElseThrow();
        received.postpone(opening, clock.instant().plusSeconds(60));
        long answer = accept(intake, second.bytes()).orElseThrow();
        try {
            while (filer.fileNext()) {}
            assertThat(received.find(answer).orElseThrow().state()).isEqualTo(MailState.WAITING);
            clock.advance(Duration.ofMinutes(2));
            while (filer.fileNext()) {}
            clock.advance(Duration.ofMinutes(1));
            while (filer.fileNext()) {}
        } finally {
            filer.start();
        }
        assertThat(ticketId(settled(answer))).isEqualTo(ticketId(settled(opening)));
        assertThat(ticketsOf(customer)).hasSize(1);
    }

    @Test
    void m06WhoGotACopyJoinsTheTicketByAnsweringBeforeAnyAcknowledgement() throws Throwable {
        String colleague = "colleague-" + UUID.randomUUID() + "@example.net";
        Mail first = mail().from(customer.email()).header("Cc", "Colleague <" + colleague + ">");
        long ticketId = ticketId(filed(mailbox, first));

        Received answer =
                filed(mailbox, mail().from(colleague).answering(first.id).text("Me too"));

        assertThat(ticketId(answer)).isEqualTo(ticketId);
        assertThat(ticket(answer).path("participants").findValuesAsString("email"))
                .containsExactly(colleague);
    }

    @Test
    void m07AnAnswerOfSomebodyElseIsATicketOfItsOwnLinkedToTheOther() throws Throwable {
        Mail first = mail().from(customer.email());
        Received opened = filed(mailbox, first);
        TestPerson stranger = people.person().create();

        Received answer =
                filed(mailbox, mail().from(stranger.email()).answering(first.id).text("Mine!"));

        assertThat(ticketId(answer)).isNotEqualTo(ticketId(opened));
        assertThat(ticket(opened).path("comments").isEmpty()).isTrue();
        assertThat(ticket(answer).path("links").findValuesAsString("key"))
                .containsExactly(ticket(opened).path("key").asString());
        assertThat(ticket(answer).at("/reporter/id").asLong()).isEqualTo(stranger.id());
    }

    @Test
    void m08AKeyInAnEncodedSubjectFindsTheTicketOfOnesOwn() throws Throwable {
        Received opened = filed(mailbox, mail().from(customer.email()));
        String subject = "RE: [" + ticket(opened).path("key").asString() + "] 프린터";

        Received answer = filed(
                mailbox,
                mail().from(customer.email())
                        .header(
                                "Subject",
                                "=?utf-8?B?" + Base64.getEncoder().encodeToString(subject.getBytes(UTF_8)) + "?="));

        assertThat(ticketId(answer)).isEqualTo(ticketId(opened));
    }

    @Test
    void m09ThreeMailboxesInOneMailHaveOneConversationEachAndAnswersFindTheirs() throws Throwable {
        Mailbox second = mailbox(desks.aDesk().create(), settings -> settings);
        Mailbox third = mailbox(desks.aDesk().create(), settings -> settings);
        Mail first = mail().from(customer.email());
        Mail answer = mail().from(customer.email()).answering(first.id).text("More");
        List<Mailbox> all = List.of(mailbox, second, third);
        List<Long> opened = new ArrayList<>();
        for (Mailbox each : all) {
            opened.add(ticketId(filed(each, first)));
        }
        assertThat(Set.copyOf(opened)).hasSize(3);
        for (int each = 0; each < 3; each++) {
            assertThat(ticketId(filed(all.get(each), answer))).isEqualTo(opened.get(each));
        }
    }

    @Test
    void m11WhatTheSendersServerDisownsTakesNobodysIdentity() throws Throwable {
        Received opened = filed(mailbox, mail().from(customer.email()));
        String key = ticket(opened).path("key").asString();

        assertThat(outcome(
                        mailbox,
                        mail().from(agent.email())
                                .header("Authentication-Results", "mx.trusted.example; dmarc=fail")
                                .header("Subject", key)))
                .isEqualTo("quarantined forged");
        assertThat(ticket(opened).path("comments").isEmpty()).isTrue();
    }

    @Test
    void m11AGuessedKeyBringsAStrangerNowhere() throws Throwable {
        Received opened = filed(mailbox, mail().from(customer.email()));
        String key = ticket(opened).path("key").asString();

        Received guessed =
                filed(mailbox, mail().from(people.person().create().email()).header("Subject", "[" + key + "]"));

        assertThat(ticketId(guessed)).isNotEqualTo(ticketId(opened));
        assertThat(ticket(guessed).path("links").isEmpty()).isTrue();
    }

    @Test
    void m12AnOutsiderWhoAnswersGainsNoRole() throws Throwable {
        String outsider = "outsider-" + UUID.randomUUID() + "@example.net";
        Mail first = mail().from(customer.email()).header("Cc", outsider);
        Received opened = filed(mailbox, first);
        filed(mailbox, mail().from(outsider).answering(first.id).text("#assign me"));

        long person = persons.withAddress(outsider).orElseThrow();
        assertThat(persons.acting(person).rolesOn(desk.id())).isEmpty();
        assertThat(ticket(opened).path("assignee").isNull()).isTrue();
    }

    @Test
    void anAgentsAnswerToWhatCustomersMayNotKnowIsANote() throws Throwable {
        long ticketId = ticketId(filed(mailbox, mail().from(customer.email())));
        threads.noteInternal("internal-" + ticketId + "@maru.example", ticketId);
        threads.note("public-" + ticketId + "@maru.example", ticketId);

        Received note = filed(
                mailbox,
                mail().from(agent.email())
                        .answering("internal-" + ticketId + "@maru.example")
                        .text("Between us"));
        Received said = filed(
                mailbox,
                mail().from(agent.email())
                        .answering("public-" + ticketId + "@maru.example")
                        .text("Dear customer"));

        assertThat(ticket(note).at("/comments/0/internal").asBoolean()).isTrue();
        assertThat(ticket(said).at("/comments/1/internal").asBoolean()).isFalse();
        assertThat(customer.api()
                        .get("/api/requests/" + ticket(said).path("key").asString())
                        .expect(200)
                        .body()
                        .toString())
                .contains("Dear customer")
                .doesNotContain("Between us");
    }

    @Test
    void whatAMailQuotesIsThereForWhoMayReadTheCommentAndAsks() throws Throwable {
        Mail first = mail().from(customer.email());
        String key = ticket(filed(mailbox, first)).path("key").asString();
        threads.noteInternal(
                "internal-" + key + "@maru.example",
                ticketId(filed(mailbox, mail().from(customer.email()).answering(first.id))));
        String quote = "\n\nOn Mon, 2 Nov 2026 at 10:00, Vendor <vendor@example.net> wrote:\n"
                + "> Replace the <b onclick=alert(1)>fuser</b>.\n";
        filed(mailbox, mail().from(customer.email()).answering(first.id).text("The vendor says:" + quote));
        filed(mailbox, mail().from(agent.email()).answering(first.id).text("We will." + quote));
        Received note = filed(
                mailbox,
                mail().from(agent.email())
                        .answering("internal-" + key + "@maru.example")
                        .text("Too dear." + quote));

        JsonNode comments = ticket(note).path("comments");
        assertThat(comments.findValues("quotes").stream().map(JsonNode::asBoolean))
                .containsExactly(false, true, false, true);
        assertThat(comments.at("/1/bodyHtml").asString()).contains("says").doesNotContain("Replace");
        String said = "/api/tickets/" + key + "/comments/" + comments.at("/1/id") + "/quoted";
        assertThat(customer.api().get(said).expect(200).at("/html").asString())
                .contains("Replace the")
                .doesNotContain("<b ");
        assertThat(agent.api().get(said).expect(200).at("/html").asString()).contains("Replace the");
        people.person().create().api().get(said).expect(404);

        String noted = "/api/tickets/" + key + "/comments/" + comments.at("/3/id") + "/quoted";
        assertThat(agent.api().get(noted).expect(200).at("/html").asString()).contains("Replace the");
        customer.api().get(noted).expect(404);
        assertThat(customer.api().get("/api/requests/" + key).expect(200).body().findValues("quotes").stream()
                        .map(JsonNode::asBoolean))
                .containsExactly(false, true, false);
    }

    // --- commands ------------------------------------------------------------------------------------------------

    @Test
    void whatAnAgentTellsATicketInTheFirstLinesIsDoneAndNotSaid() throws Throwable {
        Mail first = mail().from(customer.email());
        filed(mailbox, first);

        Received told = filed(
                mailbox,
                proven(mail().from(agent.email()).answering(first.id))
                        .text("#assign me\n#priority High\n\n#label vip, 급함\nI am #1 on it.\n#not a command"));

        JsonNode ticket = ticket(told);
        assertThat(ticket.at("/assignee/id").asLong()).isEqualTo(agent.id());
        assertThat(ticket.path("priority").asInt()).isEqualTo(2);
        assertThat(ticket.path("labels").toString()).isEqualTo("[\"vip\",\"급함\"]");
        assertThat(ticket.at("/comments/0/bodyHtml").asString())
                .contains("I am #1 on it.")
                .contains("#not a command")
                .doesNotContain("#assign")
                .doesNotContain("#label");
        assertThat(agent.api()
                        .get("/api/tickets/" + ticket.path("key").asString() + "/history")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(entry -> entry.path("field").asString().equals("assignee"))
                        .map(entry -> entry.path("channel").asString()))
                .containsExactly("mail");
    }

    @Test
    void commandsAreUnderstoodInKoreanInHtmlAndAloneAndLeadToWhereTicketsAreDone() throws Throwable {
        Mail first = mail().from(customer.email());
        Received opened = filed(mailbox, first);

        Received told = filed(
                mailbox,
                proven(mail().from(agent.email()).answering(first.id))
                        .header("Content-Type", "text/html; charset=utf-8")
                        .text("<div><b>#담당</b> 나</div><div>#우선순위 매우 높음<br>#해결</div><div><br></div>"));

        JsonNode ticket = ticket(opened);
        assertThat(ticket.at("/assignee/id").asLong()).isEqualTo(agent.id());
        assertThat(ticket.path("priority").asInt()).isEqualTo(1);
        assertThat(ticket.at("/status/category").asString()).isEqualTo("done");
        assertThat(ticket.path("comments").isEmpty()).isTrue();
        assertThat(told.reason()).isEqualTo("commands");
        assertThat(threads.originOfTicket(ticketId(opened)))
                .hasValueSatisfying(origin -> assertThat(origin.messageId()).isEqualTo(first.id));
    }

    @Test
    void whoIsNotProvenOrDoesNotWorkOnTheDeskWritesTextAndNoCommands() throws Throwable {
        Mail first = mail().from(customer.email());
        filed(mailbox, first);
        String text = "#assign " + agent.email() + "\n#resolve\nPlease!";

        Received unproven =
                filed(mailbox, mail().from(agent.email()).answering(first.id).text(text));
        Received customers = filed(
                mailbox,
                proven(mail().from(customer.email()).answering(first.id)).text(text));

        JsonNode ticket = ticket(customers);
        assertThat(ticket.path("assignee").isNull()).isTrue();
        assertThat(ticket.at("/status/category").asString()).isNotEqualTo("done");
        assertThat(ticketId(unproven)).isEqualTo(ticketId(customers));
        assertThat(ticket.path("comments").findValuesAsString("bodyHtml"))
                .hasSize(2)
                .allSatisfy(body -> assertThat(body).contains("#assign").contains("#resolve"));
    }

    @Test
    void r03ANoteByMailStaysInternalOrIsKeptBack() throws Throwable {
        Mail first = mail().from(customer.email());
        Received opened = filed(mailbox, first);

        Received note = filed(
                mailbox,
                proven(mail().from(agent.email()).answering(first.id)).text("#note\nThe customer owes us money."));

        assertThat(ticket(note).at("/comments/0/internal").asBoolean()).isTrue();
        assertThat(customer.api()
                        .get("/api/requests/" + ticket(opened).path("key").asString())
                        .expect(200)
                        .body()
                        .toString())
                .doesNotContain("owes us money");
        assertThat(outcome(mailbox, proven(mail().from(agent.email())).text("#note\nWhere does this belong?")))
                .isEqualTo("quarantined note_impossible");
    }

    @Test
    void whatCannotBeCarriedOutIsToldInTheLogAndStopsNothingElse() throws Throwable {
        Mail first = mail().from(customer.email());
        filed(mailbox, first);

        Received told = filed(
                mailbox,
                proven(mail().from(agent.email()).answering(first.id))
                        .text("#assign Nobody Ever\n#assign " + customer.email() + "\n#fly\n#priority 1\nDone."));

        JsonNode ticket = ticket(told);
        assertThat(ticket.path("priority").asInt()).isEqualTo(1);
        assertThat(ticket.path("assignee").isNull()).isTrue();
        assertThat(ticket.at("/comments/0/bodyHtml").asString()).isEqualTo("<p>Done.</p>");
        JsonNode log = administrator
                .api()
                .get("/api/mail/received?mailboxId=" + mailbox.id())
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("refused");
        assertThat(log.findValuesAsString("line"))
                .containsExactly("#assign Nobody Ever", "#assign " + customer.email(), "#fly");
        assertThat(log.findValuesAsString("reason"))
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void m01CommandsAreCarriedOutOnceWhenAServerIsKilledAmongThem() throws Throwable {
        Mail first = mail().from(customer.email());
        Received opened = filed(mailbox, first);
        filer.stop();
        try {
            long id = accept(
                            intake,
                            proven(mail().from(agent.email()).answering(first.id))
                                    .text("#assign me\n#fly\nOn it.")
                                    .bytes())
                    .orElseThrow();
            transaction.executeWithoutResult(killed -> {
                filing.file(id, true);
                killed.setRollbackOnly();
            });
            assertThat(ticket(opened).path("assignee").isNull()).isTrue();

            while (filer.fileNext()) {}
        } finally {
            filer.start();
        }
        assertThat(ticket(opened).at("/assignee/id").asLong()).isEqualTo(agent.id());
        assertThat(ticket(opened).path("comments")).hasSize(1);
    }

    // --- L: loops ------------------------------------------------------------------------------------------------

    @Test
    void l01AnAutomaticAnswerIsKeptAndMovesNothing() throws Throwable {
        Mail first = mail().from(customer.email());
        Received opened = filed(mailbox, first);
        take(ticket(opened), Map.of("transition", "ask_customer"));

        Received automatic = filed(
                mailbox,
                mail().from(customer.email())
                        .answering(first.id)
                        .header("Auto-Submitted", "auto-replied")
                        .text("On holiday"));

        assertThat(ticket(opened).at("/status/key").asString()).isEqualTo("waiting_for_customer");
        assertThat(threads.originOfComment(ticketId(automatic), Objects.requireNonNull(automatic.commentId())))
                .hasValueSatisfying(origin -> assertThat(origin.automatic()).isTrue());
        assertThat(threads.originOfTicket(ticketId(opened))).hasValueSatisfying(origin -> {
            assertThat(origin.automatic()).isFalse();
            assertThat(origin.messageId()).isEqualTo(first.id);
        });

        filed(mailbox, mail().from(customer.email()).answering(first.id).text("I am back"));
        assertThat(ticket(opened).at("/status/key").asString()).isEqualTo("in_progress");
    }

    @Test
    void l02AReportOfAMailThatDidNotArriveBelongsToItsTicketAndIsTold() throws Throwable {
        long ticketId = ticketId(filed(mailbox, mail().from(customer.email())));
        threads.note("notice-77@maru.example", ticketId);
        filer.stop();
        try {
            long id = accept(intake, SampleMails.bytes("bounce-rfc3464")).orElseThrow();
            while (filer.fileNext()) {}
            assertThat(received.find(id).orElseThrow()).satisfies(mail -> {
                assertThat(mail.state()).isEqualTo(MailState.DROPPED);
                assertThat(mail.reason()).isEqualTo("bounce");
                assertThat(mail.ticketId()).isEqualTo(ticketId);
            });
        } finally {
            filer.start();
        }
        assertThat(events.stream(MailBounced.class))
                .containsExactly(
                        new MailBounced("notice-77@maru.example", "gone@example.net", true, "550 5.1.1 User unknown"),
                        new MailBounced("notice-77@maru.example", "full@example.net", false, "5.2.2 (mailbox full)"));
    }

    @Test
    void l03OurOwnMailsAreRecognisedByTheirIdAndByTheirAddress() throws Throwable {
        long ticketId = ticketId(filed(mailbox, mail().from(customer.email())));
        Mail ours = mail().from(customer.email());
        threads.note(ours.id, ticketId);

        assertThat(outcome(mailbox, ours)).isEqualTo("dropped own");
        assertThat(outcome(mailbox, mail().from("Desk <" + mailbox.address().toUpperCase(Locale.ROOT) + ">")))
                .isEqualTo("dropped own");
        assertThat(outcome(mailbox, mail().from(mailbox.aliases().getFirst()))).isEqualTo("dropped own");
    }

    @Test
    void l04ASenderWhoNeverStopsIsKeptBack() throws Throwable {
        Mail first = mail().from(customer.email());
        filed(mailbox, first);
        for (int each = 1; each < 20; each++) {
            filed(mailbox, mail().from(customer.email()).answering(first.id));
        }
        assertThat(outcome(mailbox, mail().from(customer.email()).answering(first.id)))
                .isEqualTo("quarantined too_many");
        clock.advance(Duration.ofMinutes(61));
        assertThat(outcome(mailbox, mail().from(customer.email()).answering(first.id)))
                .isEqualTo("filed null");
    }

    @Test
    void rulesAboutSendersCountBeforeWhatTheMailboxSays() throws Throwable {
        Mailbox careful = mailbox(desk, settings -> settings.replace("create", "quarantine"));
        Instant now = clock.instant();
        String domain = "d" + UUID.randomUUID() + ".example";
        senderRules.set(null, domain, false, agent.id(), now);
        senderRules.set(desk.id(), "good@" + domain, true, agent.id(), now);

        assertThat(outcome(careful, mail().from("spam@" + domain))).isEqualTo("refused blocked");
        assertThat(outcome(careful, mail().from("good@" + domain))).isEqualTo("filed null");
    }

    // --- C: content ----------------------------------------------------------------------------------------------

    @Test
    void c01AMailThatCannotBeUnderstoodIsKeptWithItsBytesAndTheRestFlows() throws Throwable {
        StringBuilder deep = new StringBuilder(
                "From: " + customer.email() + "\nMessage-ID: <" + UUID.randomUUID() + "@deep.example>\n");
        for (int depth = 0; depth < 500; depth++) {
            deep.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(depth, depth));
        }
        byte[] raw = deep.toString().getBytes(UTF_8);
        Received broken = settled(mailbox, raw);

        assertThat(broken.state()).isEqualTo(MailState.QUARANTINED);
        assertThat(broken.reason()).isEqualTo("too_deep");
        assertThat(blobs.read(broken.sha256()).getContentAsByteArray()).isEqualTo(raw);
        filed(mailbox, mail().from(customer.email()));
    }

    @Test
    void c09AnAnswerWithFortyLogosInWhatItQuotesIsShownWithoutThem() throws Throwable {
        Mail first = mail().from(customer.email());
        filed(mailbox, first);
        StringBuilder quoted = new StringBuilder();
        StringBuilder logos = new StringBuilder();
        for (int each = 0; each < 45; each++) {
            quoted.append("<p>Regards</p><img src=\"cid:logo").append(each).append("\">");
            logos.append("--b\r\nContent-Type: image/png; name=logo.png\r\nContent-Transfer-Encoding: base64\r\n"
                            + "Content-Disposition: inline; filename=logo.png\r\nContent-ID: <logo")
                    .append(each)
                    .append(">\r\n\r\n")
                    .append(LOGO)
                    .append("\r\n");
        }
        String answer = "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>It works again.</p>"
                + "<div class=\"gmail_quote\"><blockquote>" + quoted + "</blockquote></div>\r\n" + logos + "--b--\r\n";

        Received mail = filed(
                mailbox,
                mail().from(customer.email())
                        .answering(first.id)
                        .header("MIME-Version", "1.0")
                        .header("Content-Type", "multipart/related; boundary=b")
                        .text(answer));

        JsonNode comment = ticket(mail).path("comments").path(0);
        assertThat(comment.path("bodyHtml").asString())
                .contains("It works again.")
                .doesNotContain("<img")
                .doesNotContain("Regards");
        assertThat(comment.path("attachments")).isEmpty();
    }

    @Test
    void c02AMailWithoutASenderIsATicketOfNobodyInParticular() throws Throwable {
        Received mail = filed(mailbox, mail().without("From"));

        assertThat(ticket(mail).at("/reporter/displayName").asString()).isIn("Unknown sender", "알 수 없는 발신자");
    }

    @Test
    void aMailWithoutASubjectOrTextIsNamedByWhatThereIs() throws Throwable {
        assertThat(ticket(filed(
                                mailbox,
                                mail().from(customer.email()).without("Subject").text("\n\nThe first line\nmore")))
                        .path("summary")
                        .asString())
                .isEqualTo("The first line");
        assertThat(ticket(filed(
                                mailbox,
                                mail().from(customer.email()).without("Subject").text("")))
                        .path("summary")
                        .asString())
                .isIn("(no subject)", "(제목 없음)");
    }

    @Test
    void whatTheStoreNeedsIsKeptWhenFilesAreSwept() throws Throwable {
        Received mail = filed(mailbox, mail().from(customer.email()));

        assertThat(intake.keeps(Set.of(mail.sha256(), "0".repeat(64)))).containsExactly(mail.sha256());
        clock.advance(Duration.ofDays(91));
        assertThat(intake.keeps(Set.of(mail.sha256()))).isEmpty();
    }

    @Test
    void aTokenOfAnotherInstallationOrTicketIsNone() {
        assertThat(threads.find("help+" + threads.tokenOf(17) + "@example.com")).contains(17L);
        assertThat(threads.find("t18." + threads.tokenOf(17).substring(4))).isEmpty();
        assertThat(threads.find("t17.AAAAAAAAAAAAAAAAAAAAAA")).isEmpty();
        assertThat(threads.ticketOf(List.of("never@seen.example"))).isEmpty();
    }

    // --- how ------------------------------------------------------------------------------------------------------

    /** A mail to be. */
    private static final class Mail {

        private final String id = UUID.randomUUID() + "@mail.example";
        private final LinkedHashMap<String, String> headers = new LinkedHashMap<>();
        private String text = "The printer is broken.";

        Mail() {
            headers.put("Message-ID", "<" + id + ">");
            headers.put("To", "help@example.com");
            headers.put("Subject", "Printer");
        }

        Mail from(String from) {
            return header("From", from);
        }

        Mail header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Mail without(String name) {
            headers.remove(name);
            return this;
        }

        Mail answering(String messageId) {
            return header("In-Reply-To", "<" + messageId + ">");
        }

        Mail text(String text) {
            this.text = text;
            return this;
        }

        byte[] bytes() {
            StringBuilder raw = new StringBuilder();
            headers.forEach(
                    (name, value) -> raw.append(name).append(": ").append(value).append("\r\n"));
            // Two mails without an id and with the same words would be one.
            return raw.append("X-Test: ")
                    .append(id)
                    .append("\r\n\r\n")
                    .append(text)
                    .toString()
                    .getBytes(UTF_8);
        }
    }

    private static Mail mail() {
        return new Mail();
    }

    /** A server that we trust says that its sender is who they say. */
    private static Mail proven(Mail mail) {
        return mail.header("Authentication-Results", "mx.trusted.example; dmarc=pass");
    }

    /** One point. */
    private static final String LOGO =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private Mailbox mailbox(Desk desk, UnaryOperator<String> settings) {
        String address = "desk-" + UUID.randomUUID() + "@example.com";
        String[] chosen = settings.apply("create comment").split(" ");
        return mailboxes.require(mailboxes.insert(
                new Mailbox(
                        0,
                        desk.id(),
                        desks.requestType(desk, "Report an incident").id(),
                        address,
                        List.of("alias-" + address),
                        Mailbox.Way.SMTP,
                        null,
                        Newcomers.of(chosen[0]),
                        true,
                        ClosedReplies.of(chosen[1]),
                        50_000_000,
                        true,
                        1),
                MailAccess.Proof.NONE,
                null,
                clock.instant()));
    }

    private Optional<Long> accept(MailIntake by, byte[] raw) {
        try {
            return by.accept(mailbox.id(), new ByteArrayInputStream(raw));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Received settled(Mailbox into, byte[] raw) throws Throwable {
        return settled(intake.accept(into.id(), new ByteArrayInputStream(raw)).orElseThrow());
    }

    private Received settled(long id) throws Throwable {
        eventually(() -> assertThat(received.find(id).orElseThrow().state()).isNotEqualTo(MailState.WAITING));
        return received.find(id).orElseThrow();
    }

    private Received filed(Mailbox into, Mail mail) throws Throwable {
        return filed(into, mail.bytes());
    }

    private Received filed(Mailbox into, byte[] raw) throws Throwable {
        Received mail = settled(into, raw);
        assertThat(mail.state()).as(String.valueOf(mail.reason())).isEqualTo(MailState.FILED);
        return mail;
    }

    private String outcome(Mailbox into, Mail mail) throws Throwable {
        return outcome(into, mail.bytes());
    }

    private String outcome(Mailbox into, byte[] raw) throws Throwable {
        Received mail = settled(into, raw);
        return mail.state().key() + " " + mail.reason();
    }

    private static long ticketId(Received mail) {
        return Objects.requireNonNull(mail.ticketId());
    }

    private JsonNode ticket(Received mail) {
        String key = tickets.found(People.everythingAllowed(), Set.of(ticketId(mail)))
                .getFirst()
                .key();
        return people.administrator()
                .api()
                .get("/api/tickets/" + key)
                .expect(200)
                .body();
    }

    private void take(JsonNode ticket, Map<String, Object> transition) {
        agent.api()
                .ifMatch(ticket.path("version").asLong())
                .post("/api/tickets/" + ticket.path("key").asString() + "/transitions", transition)
                .expect(200);
    }

    private List<String> ticketsOf(TestPerson person) {
        return person.api()
                .get("/api/requests?limit=100")
                .expect(200)
                .body()
                .path("items")
                .findValuesAsString("key");
    }
}
