package io.maru.generate;

import io.maru.generate.Organisation.Desk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes the tickets into empty tables: without their indexes, keys and triggers, which are put back when everything is there.
 * One transaction; whatever stops it leaves the tables as they were.
 */
final class Load {

    private static final List<String> TABLES = List.of(
            "ticket.ticket",
            "ticket.comment",
            "ticket.history",
            "ticket.participant",
            "ticket.watcher",
            "ticket.link",
            "attachment.attachment");

    private static final int CHUNK = 4_000;
    private static final int REMEMBERED = 40;

    private final Connection connection;
    private final Words words;
    private final Calendar calendar;
    private final long seed;
    private final int tickets;

    Load(Connection connection, Words words, Calendar calendar, long seed, int tickets) {
        this.connection = connection;
        this.words = words;
        this.calendar = calendar;
        this.seed = seed;
        this.tickets = tickets;
    }

    void run(Founding founding, int desks) throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local maintenance_work_mem = '512MB'");
            Zipf deskSizes = new Zipf(desks, 1.4, 3.6);
            Organisation organisation = founding.settle(deskSizes);
            List<String> putBack = strip(statement);
            long[] numbers = write(organisation, deskSizes);
            for (String each : putBack) {
                long began = System.nanoTime();
                statement.execute(each);
                if (System.nanoTime() - began > 2_000_000_000L) {
                    say("%5.1f s  %s", (System.nanoTime() - began) / 1e9, each.length() > 100 ? each.substring(0, 100) + "…" : each);
                }
            }
            count(statement, organisation, numbers);
            askForSearch(statement);
            askForClocks(statement);
            for (String table : TABLES) {
                statement.execute("analyze " + table);
            }
            for (String table : List.of("ticket.tally", "people.person", "people.group_member", "people.role_assignment")) {
                statement.execute("analyze " + table);
            }
            connection.commit();
        } catch (Exception failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Takes away what slows the writing; answers the statements that put it back, in their order. */
    private List<String> strip(Statement statement) throws SQLException {
        String tables = "(" + String.join(", ", TABLES.stream().map(table -> "'" + table + "'::regclass").toList()) + ")";
        List<String> putBack = new ArrayList<>();
        List<String> references = new ArrayList<>();
        Deque<String> drops = new ArrayDeque<>();
        try (ResultSet row = statement.executeQuery("select conrelid::regclass::text, quote_ident(conname),"
                + " pg_get_constraintdef(oid), contype from pg_constraint where contype in ('f', 'p', 'u') and (conrelid in "
                + tables + " or confrelid in " + tables + ") order by contype, conname")) {
            while (row.next()) {
                String alter = "alter table " + row.getString(1);
                boolean reference = row.getString(4).equals("f");
                (reference ? references : putBack).add(alter + " add constraint " + row.getString(2) + " " + row.getString(3));
                String drop = alter + " drop constraint " + row.getString(2);
                if (reference) {
                    drops.addFirst(drop);
                } else {
                    drops.addLast(drop);
                }
            }
        }
        try (ResultSet row = statement.executeQuery("select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index"
                + " where indrelid in " + tables
                + " and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))"
                + " order by indexrelid::regclass::text")) {
            while (row.next()) {
                putBack.add(row.getString(2));
                drops.addLast("drop index " + row.getString(1));
            }
        }
        putBack.addAll(references);
        for (String table : TABLES) {
            statement.execute("alter table " + table + " disable trigger user");
            putBack.add("alter table " + table + " enable trigger user");
        }
        for (String drop : drops) {
            statement.execute(drop);
        }
        // Empty they are; emptied in this transaction, what is written into them is frozen at once.
        statement.execute("truncate " + String.join(", ", TABLES));
        return putBack;
    }

    // ------------------------------------------------------------------ writing

    /** Some tickets, ready to be sent. */
    private static final class Chunk {
        private final Rows tickets = new Rows(
                "ticket.ticket",
                "id, desk_id, number, key, type, request_type_id, form_id, workflow_id, status_id, status_category, summary,"
                        + " description, description_text, priority, resolution, resolved_at, reporter_id, created_by_id,"
                        + " assignee_id, team_id, labels, due_date, channel, field_values, version, created_at, updated_at",
                true);
        private final Rows comments =
                new Rows("ticket.comment", "id, ticket_id, author_id, internal, body, body_text, created_at", true);
        private final Rows history = new Rows(
                "ticket.history",
                "id, ticket_id, ticket_version, changed_at, person_id, channel, field, old_value, new_value, held_since, held_by",
                true);
        private final Rows participants = new Rows("ticket.participant", "ticket_id, person_id, added_at", true);
        private final Rows watchers = new Rows("ticket.watcher", "ticket_id, person_id, added_at", true);
        private final Rows links =
                new Rows("ticket.link", "id, source_id, target_id, type, created_by, created_at", true);
        private final Rows files = new Rows(
                "attachment.attachment",
                "id, owner_type, owner_id, comment_id, internal, file_name, content_type, size, sha256, image_width,"
                        + " image_height, uploaded_by, uploaded_at",
                true);
        private final List<Story.Entry> entries = new ArrayList<>();
        private int written;

        private void send(Connection connection) throws SQLException {
            for (Rows rows : List.of(tickets, comments, history, participants, watchers, links, files)) {
                rows.send(connection);
            }
        }
    }

    private long[] write(Organisation organisation, Zipf deskSizes) throws Exception {
        BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(3);
        BlockingQueue<Chunk> ready = new ArrayBlockingQueue<>(3);
        for (int i = 0; i < 3; i++) {
            free.add(new Chunk());
        }
        long began = System.nanoTime();
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<long[]> writing = writer.submit(() -> tell(organisation, deskSizes, free, ready));
            int said = 0;
            for (int written = 0; written < tickets; ) {
                Chunk chunk = ready.poll(1, java.util.concurrent.TimeUnit.SECONDS);
                if (chunk == null) {
                    if (writing.isDone()) {
                        writing.get();
                    }
                    continue;
                }
                try {
                    chunk.send(connection);
                } catch (SQLException failure) {
                    writing.cancel(true);
                    throw failure;
                }
                written += chunk.written;
                free.put(chunk);
                if (written * 20L / tickets > said) {
                    said = (int) (written * 20L / tickets);
                    say("%,d of %,d tickets, %,.0f a second", written, tickets, written / ((System.nanoTime() - began) / 1e9));
                }
            }
            return writing.get();
        }
    }

    /** Tells the stories of all tickets, in the order in which they began; answers the last number of each desk. */
    private long[] tell(
            Organisation organisation, Zipf deskSizes, BlockingQueue<Chunk> free, BlockingQueue<Chunk> ready)
            throws InterruptedException {
        List<Desk> desks = organisation.desks();
        Answers answers = new Answers(words, organisation);
        Story.Counters counters = new Story.Counters();
        long[] numbers = new long[desks.size()];
        List<List<Story.Earlier>> earlier = new ArrayList<>();
        List<Zipf> offered = new ArrayList<>();
        for (Desk desk : desks) {
            earlier.add(new ArrayList<>());
            offered.add(new Zipf(Math.max(1, desk.offered().size()), 0.8, 0.5));
        }
        long entries = 0;
        int told = 0;
        Chunk chunk = free.take();
        int[] perDay = calendar.perDay(tickets);
        for (int day = 0; day < perDay.length; day++) {
            for (long moment : calendar.moments(day, perDay[day], new Dice(seed, -1_000_000L - day))) {
                Dice dice = new Dice(seed, told);
                int rank = deskSizes.rank(dice);
                Desk desk = desks.get(rank);
                boolean kept = !desk.kept().isEmpty() && dice.chance(0.05);
                Landscape.Kind kind = kept
                        ? dice.of(desk.kept())
                        : desk.offered().get(offered.get(rank).rank(dice));
                Story story = new Story(
                        organisation,
                        desk,
                        kind,
                        words,
                        answers,
                        calendar,
                        dice,
                        counters,
                        earlier.get(rank),
                        told + 1,
                        ++numbers[rank],
                        moment);
                // Nearly all of the latest are open, and a few of the oldest: a tenth together.
                double age = 1 - (double) told / tickets;
                story.live(dice.chance(0.02 + 0.9 * StrictMath.exp(-age / 0.0889)) || !Story.canEnd(moment, calendar));
                write(story, desk, chunk, counters);
                remember(earlier.get(rank), story);
                told++;
                if (++chunk.written == CHUNK || told == tickets) {
                    entries = sortedByTime(chunk, entries);
                    ready.put(chunk);
                    if (told < tickets) {
                        chunk = free.take();
                        chunk.written = 0;
                    }
                }
            }
        }
        return numbers;
    }

    private static void remember(List<Story.Earlier> earlier, Story story) {
        Story.Earlier one = new Story.Earlier(story.id, story.key);
        if (earlier.size() < REMEMBERED) {
            earlier.add(one);
        } else {
            earlier.set((int) (story.number % REMEMBERED), one);
        }
    }

    private static void write(Story story, Desk desk, Chunk chunk, Story.Counters counters) {
        chunk.tickets
                .row()
                .number(story.id)
                .number(desk.id())
                .number(story.number)
                .text(story.key)
                .text(story.kind.ticketType())
                .number(story.kind.requestTypeId())
                .number(story.kind.formId())
                .number(story.kind.flow().id())
                .number(story.status.id())
                .text(story.status.category())
                .text(story.summary)
                .text(story.description.html())
                .text(story.description.text())
                .small(story.priority)
                .text(story.resolution)
                .instant(story.resolvedAt)
                .number(story.reporter)
                .number(story.createdBy)
                .reference(story.assignee)
                .reference(story.team)
                .texts(story.labels)
                .date(story.dueDate)
                .text(story.channel)
                .json(json(story.values))
                .number(story.version)
                .instant(story.createdAt)
                .instant(story.history.getLast().at());
        for (Story.Said said : story.comments) {
            chunk.comments
                    .row()
                    .number(said.id())
                    .number(story.id)
                    .number(said.author())
                    .truth(said.internal())
                    .text(said.text().html())
                    .text(said.text().text())
                    .instant(said.at());
        }
        for (Story.Attached attached : story.files) {
            Organisation.File file = attached.file();
            chunk.files
                    .row()
                    .uuid(attached.id())
                    .text("ticket")
                    .number(story.id)
                    .reference(attached.comment())
                    .truth(attached.internal())
                    .text(file.name())
                    .text(file.contentType())
                    .number(file.size())
                    .bytes(file.sha256());
            if (file.width() == 0) {
                chunk.files.nothing().nothing();
            } else {
                chunk.files.integer(file.width()).integer(file.height());
            }
            chunk.files.number(attached.by()).instant(attached.at());
        }
        for (Story.Taking taking : story.participants) {
            chunk.participants.row().number(story.id).number(taking.person()).instant(taking.at());
        }
        for (Story.Taking taking : story.watchers) {
            chunk.watchers.row().number(story.id).number(taking.person()).instant(taking.at());
        }
        for (Story.Linked linked : story.links) {
            chunk.links
                    .row()
                    .number(++counters.links)
                    .number(linked.source())
                    .number(linked.target())
                    .text(linked.type())
                    .number(linked.by())
                    .instant(linked.at());
        }
        chunk.entries.addAll(story.history);
    }

    private static String json(Map<Long, String> values) {
        StringBuilder json = new StringBuilder(100).append('{');
        values.forEach((field, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append('"').append(field).append("\":").append(value);
        });
        return json.append('}').toString();
    }

    /** Those who write at the same time share pages, as they do where people work: entries lie in the order of time. */
    private static long sortedByTime(Chunk chunk, long entries) {
        chunk.entries.sort(Comparator.comparingLong(Story.Entry::at));
        long id = entries;
        for (Story.Entry entry : chunk.entries) {
            chunk.history
                    .row()
                    .number(++id)
                    .number(entry.ticket())
                    .number(entry.version())
                    .instant(entry.at())
                    .number(entry.person())
                    .text(entry.channel())
                    .text(entry.field())
                    .json(entry.oldValue())
                    .json(entry.newValue())
                    .instant(entry.heldSince())
                    .reference(entry.heldBy());
        }
        chunk.entries.clear();
        return id;
    }

    /** The tally, and where numbers go on. */
    private static void count(Statement statement, Organisation organisation, long[] numbers) throws SQLException {
        statement.execute("delete from ticket.tally");
        statement.execute("insert into ticket.tally (desk_id, status_category, assignee_id, tickets)"
                + " select desk_id, status_category, assignee_id, count(*) from ticket.ticket"
                + " group by desk_id, status_category, assignee_id order by 1, 2, 3");
        for (int rank = 0; rank < numbers.length; rank++) {
            if (numbers[rank] > 0) {
                statement.execute("select setval('ticket.number_" + organisation.desks().get(rank).id() + "', " + numbers[rank] + ")");
            }
        }
        for (String table : List.of("ticket.ticket", "ticket.comment", "ticket.history", "ticket.link")) {
            statement.execute("select setval(pg_get_serial_sequence('" + table + "', 'id'), coalesce((select max(id) from " + table + "), 1))");
        }
    }

    /** The server begins the clocks of open tickets when it starts next, as it does after a policy is published. */
    private static void askForClocks(Statement statement) throws SQLException {
        if (Founding.number(statement, "select count(to_regclass('sla.recalculation'))") > 0) {
            statement.execute("insert into sla.recalculation (policy_id, started_at)"
                    + " select id, now() from sla.policy where published_version is not null order by id");
        }
    }

    /** The server looks at all tickets when it starts next, as it does after an update that reads texts in another way. */
    private static void askForSearch(Statement statement) throws SQLException {
        if (Founding.number(statement, "select count(to_regclass('search.state'))") > 0) {
            statement.execute("update search.state set analyzer = 0");
        }
    }

    private static void say(String text, Object... details) {
        System.out.printf(java.util.Locale.ROOT, text + "%n", details);
    }
}
