package io.maru.bench;

import io.maru.generate.Generate;
import io.maru.generate.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** What the server does after others have done something: it files mails, lets rules run, and has events that wait. */
final class Following {

    private static final int SENDERS = 4;
    private static final String ADDRESS = "bench-mailbox@example.com";

    /** The port at which the server takes mail. */
    static int mailPort(int port) {
        return port + 1;
    }

    private Following() {}

    /**
     * Mails that come as fast as the server takes them, until the last one is filed. Two of five answer one that came with them; one
     * of five has a file.
     */
    static long file(Product product, Path data, int port, String desk, int mails) throws IOException, InterruptedException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            if (Population.number(statement, "select count(*) from mail.mailbox where address = '" + ADDRESS + "'") == 0) {
                product.post(
                        "/api/mail/mailboxes",
                        Map.of(
                                "deskKey", desk,
                                "requestTypeId", incidents(statement, desk),
                                "address", ADDRESS,
                                "newcomers", "create",
                                "copiesJoin", true,
                                "closedReplies", "comment"));
            }
            List<String> people = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select email from people.person where active order by id desc limit 2000")) {
                while (rows.next()) {
                    people.add(rows.getString(1));
                }
            }
            long earlier = Population.number(statement, "select coalesce(max(id), 0) from mail.received");
            String burst = Long.toString(System.currentTimeMillis());
            long began = System.nanoTime();
            List<Future<?>> sending = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
                for (int sender = 0; sender < SENDERS; sender++) {
                    int first = sender;
                    sending.add(threads.submit(() -> {
                        send(mailPort(port), first, mails, burst, people);
                        return null;
                    }));
                }
                for (Future<?> each : sending) {
                    each.get();
                }
            } catch (java.util.concurrent.ExecutionException failure) {
                throw new IOException(failure);
            }
            System.out.printf("%,d mails taken after %.1f s%n", mails, (System.nanoTime() - began) / 1e9);
            String those = " from mail.received where id > " + earlier;
            while (Population.number(statement, "select count(*)" + those + " and state = 'waiting'") > 0) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            long filed = Population.number(statement, "select count(*)" + those + " and state = 'filed'");
            if (filed != mails) {
                throw new IllegalStateException("Only " + filed + " were filed");
            }
            return filed;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static long incidents(Statement statement, String desk) throws SQLException {
        return Population.number(statement, "select t.id from desk.request_type t join desk.desk d on d.id = t.desk_id"
                + " where t.name ->> 'en' = 'Report an incident' and d.key = '" + desk + "'");
    }

    private static void send(int port, int first, int mails, String burst, List<String> people) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            heard(in, "220");
            said(out, "HELO bench.example");
            heard(in, "250");
            for (int number = first; number < mails; number += SENDERS) {
                said(out, "MAIL FROM:<bench@example.net>");
                heard(in, "250");
                said(out, "RCPT TO:<" + ADDRESS + ">");
                heard(in, "250");
                said(out, "DATA");
                heard(in, "354");
                said(out, mail(number, burst, people) + "\r\n.");
                heard(in, "250");
            }
        }
    }

    private static void said(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void heard(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith("-", 3)) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("Instead of " + code + ": " + line);
        }
    }

    /** An answer is that of a mail forty before it, by the same person. */
    private static String mail(int number, String burst, List<String> people) {
        boolean answer = number % 5 > 2 && number >= 40;
        int asked = answer ? number - 40 - (number % 5 - 2) : number;
        boolean file = number % 5 == 1;
        String text = "안녕하세요.\r\n\r\n오늘 오전부터 메일이 보내지지 않습니다. It fails with error 0x80040115.\r\n확인 부탁드립니다.\r\n\r\n"
                + "-- \r\n홍길동 드림\r\n한빛 주식회사 · 02-1234-5678\r\n";
        return "Message-ID: <" + burst + "." + number + "@bench.example>\r\n"
                + (answer ? "In-Reply-To: <" + burst + "." + asked + "@bench.example>\r\n" : "")
                + "From: <" + people.get(asked % people.size()) + ">\r\nTo: <" + ADDRESS + ">\r\n"
                + "Date: Mon, 23 Nov 2026 09:12:00 +0900\r\nMIME-Version: 1.0\r\n"
                + "Subject: =?utf-8?B?" + base64("메일이 보내지지 않아요 " + number) + "?=\r\n"
                + "Content-Type: multipart/mixed; boundary=mixed\r\n\r\n"
                + "--mixed\r\nContent-Type: multipart/alternative; boundary=both\r\n\r\n"
                + part("both", "text/plain; charset=utf-8", text)
                + part("both", "text/html; charset=utf-8", "<div>" + text.replace("\r\n", "<br>\r\n") + "</div>")
                + "--both--\r\n"
                + (file ? part("mixed", "application/octet-stream; name=\"log.bin\"", "0123456789abcdef ".repeat(1_000) + number) : "")
                + "--mixed--";
    }

    private static String part(String boundary, String type, String content) {
        return "--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A rule whose time comes, which then runs for as many tickets: two conditions, and a label that the ticket does not have. */
    static long runRules(Product product, Path data, String desk, int runs) throws IOException, InterruptedException {
        Map<String, Object> definition = Map.of(
                "trigger",
                Map.of(
                        "type", "schedule",
                        "schedule", Map.of("type", "interval", "minutes", 100_000),
                        "query", "key <= " + desk + "-" + runs),
                "steps",
                List.of(
                        Map.of("type", "when", "condition", Map.of("type", "query", "query", "desk = " + desk)),
                        Map.of(
                                "type", "when",
                                "condition", Map.of(
                                        "type", "comparison",
                                        "value", "{{ticket.summary}}",
                                        "comparison", "differs",
                                        "with", "{{ticket.key}}")),
                        Map.of("type", "edit", "addLabels", List.of("run-" + System.currentTimeMillis()))),
                "mayTriggerItself",
                false);
        JsonNode made = product.post(
                "/api/automation/rules", Map.of("deskKey", desk, "name", Map.of("en", "Bench"), "definition", definition));
        long rule = made.path("id").asLong();
        String address = "/api/automation/rules/" + rule;
        product.ask(
                "POST",
                address + "/publication",
                product.get(address + "/draft").path("version").asString(),
                Map.of("note", "bench"));
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            long began = System.nanoTime();
            statement.executeUpdate("update automation.schedule set due_at = now() where rule_id = " + rule);
            String those = "select count(*) from automation.run where rule_id = " + rule;
            while (Population.number(statement, those) == 0) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            System.out.printf(
                    "%,d runs planned after %.1f s%n", Population.number(statement, those), (System.nanoTime() - began) / 1e9);
            while (Population.number(statement, those + " and state = 'waiting'") > 0) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            long done = Population.number(statement, those + " and state = 'done'");
            if (done != Population.number(statement, those)) {
                throw new IllegalStateException("Only " + done + " runs did something");
            }
            System.out.printf(
                    "The runs alone: %,d a second%n",
                    Population.number(statement, "select (count(*) / extract(epoch from max(ended_at) - min(planned_at)))::bigint"
                            + " from automation.run where rule_id = " + rule));
            statement.executeUpdate("update automation.rule set enabled = false where id = " + rule);
            return done;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /**
     * Lets so many events wait for each of those who follow tickets, on tickets that nobody works on in a bench.
     *
     * @param held whether they are due in an hour only, as after failures, and not at once
     */
    static void wait(Path data, String desk, int events, boolean held) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    with happened as (
                      insert into event.event (kind, ticket_id, at, chain, content)
                      select 'ticket.changed', t.id, now(), '{}', jsonb_build_object('ticketId', t.id, 'key', t.key, 'deskId', t.desk_id,
                             'version', t.version, 'kind', 'CHANGED', 'at', now(), 'personId', t.reporter_id, 'channel', 'workspace',
                             'changes', '[{"field": "priority", "oldValue": 3, "newValue": 2}]'::jsonb,
                             'customerIds', jsonb_build_array(t.reporter_id))
                      from (select t.* from ticket.ticket t join desk.desk d on d.id = t.desk_id, generate_series(1, 10)
                            where d.key <> '%s' order by t.id desc limit %d) t
                      returning id, ticket_id)
                    insert into event.delivery (follower, event_id, ticket_id, try_at)
                    select follower, id, ticket_id, now() + interval '%s'
                    from happened, unnest(array['automation', 'notification', 'webhook']) follower
                    """.formatted(desk, events, held ? "1 hour" : "0"));
        }
    }

    /** Takes away what waits. */
    static void waitNoMore(Path data) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from event.delivery where try_at is not null");
            statement.execute("delete from event.event e where not exists (select from event.delivery d where d.event_id = e.id)");
            statement.execute("vacuum (analyze) event.event, event.delivery");
        }
    }

    static long waiting(Path data) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            return Population.number(statement, "select count(*) from event.delivery where try_at is not null");
        }
    }
}
