package io.maru.generate;

import io.maru.generate.Landscape.Kind;
import io.maru.generate.Landscape.Question;
import io.maru.generate.Landscape.Status;
import io.maru.generate.Landscape.Step;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The life of one ticket, act by act, as the people of a desk and its customers could have led it: every step is one of the
 * desk's workflow, and what the ticket holds in the end is what its history says.
 */
final class Story {

    static final String PORTAL = "portal";
    static final String WORKSPACE = "workspace";

    private static final int MOST_STEPS = 8;

    /** What happens beside the ticket's own fields, and replaces nothing. */
    private static final Set<String> BESIDE = Set.of("created", "comment", "link", "attachment");

    /** Whose entries each tell of one who comes or goes. */
    private static final Set<String> PERSONS = Set.of("watcher", "participant");

    /**
     * @param heldSince when the old value had come to be; 0 where there was nothing before
     * @param heldBy who had set it
     */
    record Entry(
            long ticket,
            int version,
            long at,
            long person,
            String channel,
            String field,
            String oldValue,
            String newValue,
            long heldSince,
            long heldBy) {}

    record Said(long id, long author, boolean internal, RichText text, long at) {}

    record Attached(UUID id, long comment, boolean internal, Organisation.File file, long by, long at) {}

    record Linked(long source, long target, String type, long by, long at) {}

    record Taking(long person, long at) {}

    /** One that came before, to which another may be linked. */
    record Earlier(long id, String key) {}

    /** What is counted across all tickets. */
    static final class Counters {
        long comments;
        long links;
    }

    private interface Act {
        void happen();
    }

    private final Organisation.Desk desk;
    private final Organisation organisation;
    private final Words words;
    private final Answers answers;
    private final Calendar calendar;
    private final Dice dice;
    private final Counters counters;
    private final List<Earlier> earlier;
    private final boolean inKorean;

    final Kind kind;
    final long id;
    final long number;
    final String key;
    final long createdAt;
    final String channel;
    final long reporter;
    final long createdBy;

    Status status;
    String summary;
    RichText description = new RichText();
    int priority = 3;
    String resolution;
    long resolvedAt;
    long assignee;
    long team;
    List<String> labels = List.of();
    LocalDate dueDate;
    final TreeMap<Long, String> values = new TreeMap<>();
    int version = 1;
    long now;

    final List<Entry> history = new ArrayList<>();
    final List<Said> comments = new ArrayList<>();
    final List<Attached> files = new ArrayList<>();
    final List<Linked> links = new ArrayList<>();
    final List<Taking> participants = new ArrayList<>();
    final List<Taking> watchers = new ArrayList<>();
    private final Map<String, Entry> lastOf = new HashMap<>();

    Story(
            Organisation organisation,
            Organisation.Desk desk,
            Kind kind,
            Words words,
            Answers answers,
            Calendar calendar,
            Dice dice,
            Counters counters,
            List<Earlier> earlier,
            long id,
            long number,
            long createdAt) {
        this.organisation = organisation;
        this.desk = desk;
        this.kind = kind;
        this.words = words;
        this.answers = answers;
        this.calendar = calendar;
        this.dice = dice;
        this.counters = counters;
        this.earlier = earlier;
        this.id = id;
        this.number = number;
        this.key = desk.key() + "-" + number;
        this.createdAt = createdAt;
        this.now = createdAt;
        this.inKorean = dice.chance(0.72);
        long customer = desk.members() == null ? answers.customer(dice) : dice.of(desk.members());
        boolean byAgent = !kind.portal() || dice.chance(0.12);
        this.reporter = kind.portal() ? customer : dice.of(desk.agents());
        this.createdBy = byAgent ? kind.portal() ? dice.of(desk.agents()) : reporter : reporter;
        this.channel = !byAgent ? PORTAL : dice.chance(0.2) ? "api" : WORKSPACE;
        this.status = kind.flow().initial();
    }

    /** Lets it happen; one that is to stay open ends before it is done. */
    void live(boolean open) {
        begin();
        List<Act> acts = plan(open);
        long left = calendar.until() - createdAt;
        long span = open
                ? (long) (left * (0.1 + 0.9 * dice.share()))
                : Math.min(left, (long) dice.stretch(15 * 3600.0, 1.3) + 600);
        long[] moments = new long[acts.size()];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = createdAt + 60 + (long) (span * dice.share());
        }
        Arrays.sort(moments);
        for (int i = 0; i < moments.length; i++) {
            // The rest of the acts still needs its time before the three years end.
            long latest = calendar.until() - 20L * (moments.length - i);
            now = Math.max(now + 1, Math.min(latest, calendar.atWork(moments[i], dice)));
            acts.get(i).happen();
        }
    }

    /** How long a ticket takes at least from its creation to its end. */
    static boolean canEnd(long createdAt, Calendar calendar) {
        return calendar.until() - createdAt > 4 * 3600;
    }

    private void begin() {
        summary = words.subject(dice, desk.trade(), inKorean, now);
        for (Question question : kind.questions()) {
            if (question.system()) {
                answerOwn(question);
            } else if (question.required() || dice.chance(0.4)) {
                String value = answers.answer(question, dice, desk.trade(), inKorean, now, reporter);
                if (value != null) {
                    values.put(question.fieldId(), value);
                }
            }
        }
        if (dice.chance(0.04)) {
            addParticipant(customer());
        }
        boolean fromCreation = channel.equals(WORKSPACE) && dice.chance(0.4);
        if (fromCreation) {
            assignee = createdBy;
        }
        actor = createdBy;
        face = channel;
        note("created", null, Answers.quoted(key));
        note("status", null, Long.toString(status.id()));
        note("priority", null, Integer.toString(priority));
        note("reporter", null, Long.toString(reporter));
        if (assignee != 0) {
            note("assignee", null, Long.toString(assignee));
        }
    }

    private void answerOwn(Question question) {
        switch (question.key()) {
            case "description" -> {
                if (question.required() || dice.chance(0.9)) {
                    description = words.description(dice, desk.trade(), inKorean, now);
                }
            }
            case "priority" -> priority = drawnPriority();
            case "due_date" -> dueDate = dice.chance(0.5) ? laterDate() : null;
            case "attachments" -> {
                if (dice.chance(0.14)) {
                    attach(0, false, createdBy, dice.chance(0.2) ? 2 : 1);
                }
            }
            default -> {
                // The summary, which every form has.
            }
        }
    }

    private int drawnPriority() {
        double drawn = dice.share();
        return drawn < 0.04 ? 1 : drawn < 0.16 ? 2 : drawn < 0.74 ? 3 : drawn < 0.93 ? 4 : 5;
    }

    private LocalDate laterDate() {
        return Calendar.date(now).plusDays(dice.between(1, 21));
    }

    // ------------------------------------------------------------------ what is going to happen

    private List<Act> plan(boolean open) {
        List<Step> route = open ? openRoute() : route();
        List<Act> acts = new ArrayList<>();
        if (dice.chance(route.isEmpty() ? 0.35 : 0.97)) {
            acts.add(() -> assign(desk.agents()));
        }
        if (dice.chance(0.2)) {
            acts.add(() -> change(() -> setPriority(drawnPriority())));
        }
        if (dice.chance(0.3)) {
            acts.add(() -> change(() -> setLabels(words.labels(dice))));
        }
        if (dueDate == null && dice.chance(0.25)) {
            acts.add(() -> change(this::setDueDate));
        }
        int said = 0;
        int toSay = drawnComments();
        for (Step step : route) {
            if (said < toSay && dice.chance(0.6)) {
                acts.add(this::say);
                said++;
            }
            if (step.onCustomerComment() && said < toSay) {
                acts.add(this::answer);
                said++;
            } else {
                acts.add(() -> take(step));
            }
        }
        int before = open || acts.isEmpty() ? acts.size() : acts.size() - 1;
        for (; said < toSay; said++) {
            acts.add(before, this::say);
        }
        sprinkle(acts);
        if (!open) {
            acts.add(this::finish);
        }
        return acts;
    }

    private int drawnComments() {
        double drawn = dice.share();
        return drawn < 0.1 ? 0 : drawn < 0.36 ? 1 : drawn < 0.72 ? 2 : drawn < 0.9 ? 3 : dice.between(4, 7);
    }

    private void sprinkle(List<Act> acts) {
        sprinkle(acts, 0.18, () -> assign(desk.agents()));
        sprinkle(acts, 0.25, () -> watch(agent()));
        sprinkle(acts, 0.2, this::share);
        sprinkle(acts, 0.08, this::unwatch);
        sprinkle(acts, 0.06, this::unshare);
        sprinkle(acts, 0.3, this::changeAnswer);
        sprinkle(acts, 0.07, this::link);
        sprinkle(acts, 0.04, this::attachLater);
        sprinkle(acts, 0.03, () -> change(() -> set("summary", summary, summary = words.subject(dice, desk.trade(), inKorean, now))));
    }

    private void sprinkle(List<Act> acts, double probability, Act act) {
        if (dice.chance(probability)) {
            acts.add(acts.isEmpty() ? 0 : dice.between(1, acts.size()), act);
        }
    }

    /** From the beginning to an end, sometimes with a second beginning. */
    private List<Step> route() {
        List<Step> route = new ArrayList<>();
        Status at = status;
        for (int steps = 0; steps < MOST_STEPS && !at.done(); steps++) {
            Step step = next(at, steps);
            if (step == null) {
                break;
            }
            route.add(step);
            at = step.to();
        }
        if (at.done()) {
            double after = dice.share();
            for (Step step : kind.flow().from(at)) {
                if (step.to().done() && !step.harsh() && after < 0.6 || !step.to().done() && after > 0.95) {
                    route.add(step);
                    break;
                }
            }
        }
        return route;
    }

    private Step next(Status at, int steps) {
        List<Step> ending = new ArrayList<>();
        List<Step> going = new ArrayList<>();
        boolean giveUp = dice.chance(0.02);
        for (Step step : kind.flow().from(at)) {
            if (step.harsh() != giveUp) {
                continue;
            }
            (step.to().done() ? ending : going).add(step);
        }
        if (!ending.isEmpty() && (going.isEmpty() || dice.chance(steps == 0 ? 0.1 : 0.45 + 0.1 * steps))) {
            return dice.of(ending);
        }
        if (going.isEmpty()) {
            return giveUp ? next(at, steps) : null;
        }
        // What is worked on comes before what waits.
        List<Step> working = going.stream().filter(step -> step.to().category().equals("active")).toList();
        return dice.of(working.isEmpty() || dice.chance(0.4) ? going : working);
    }

    private List<Step> openRoute() {
        List<Step> route = new ArrayList<>();
        Status at = status;
        int length = dice.chance(0.22) ? 0 : dice.between(1, 4);
        for (int steps = 0; steps < length; steps++) {
            List<Step> going = kind.flow().from(at).stream()
                    .filter(step -> !step.to().done() && !step.harsh())
                    .toList();
            if (going.isEmpty()) {
                break;
            }
            Step step = dice.of(going);
            route.add(step);
            at = step.to();
        }
        return route;
    }

    // ------------------------------------------------------------------ what happens

    private long actor;
    private String face;

    private void change(Act what) {
        as(agent(), WORKSPACE);
        int before = history.size();
        version++;
        what.happen();
        if (history.size() == before) {
            version--;
        }
    }

    private void as(long person, String channel) {
        actor = person;
        face = channel;
    }

    private long agent() {
        return assignee != 0 && dice.chance(0.85) ? assignee : dice.of(desk.agents());
    }

    private long customer() {
        return desk.members() == null ? answers.customer(dice) : dice.of(desk.members());
    }

    private void assign(long[] agents) {
        long given = dice.of(agents);
        as(dice.chance(0.6) ? given : dice.of(agents), WORKSPACE);
        if (given == assignee && team == desk.team()) {
            return;
        }
        version++;
        set("assignee", id(assignee), id(given));
        set("team", id(team), id(desk.team()));
        assignee = given;
        team = desk.team();
    }

    private void setPriority(int wanted) {
        set("priority", Integer.toString(priority), Integer.toString(wanted));
        priority = wanted;
    }

    private void setLabels(List<String> wanted) {
        set("labels", array(labels), array(wanted));
        labels = wanted;
    }

    private static String array(List<String> labels) {
        return labels.stream().map(Answers::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private void setDueDate() {
        LocalDate wanted = laterDate();
        set("due_date", dueDate == null ? null : Answers.quoted(dueDate.toString()), Answers.quoted(wanted.toString()));
        dueDate = wanted;
    }

    private void changeAnswer() {
        List<Question> answered = kind.questions().stream()
                .filter(question -> values.containsKey(question.fieldId()) && !question.type().equals("consent"))
                .toList();
        if (answered.isEmpty()) {
            return;
        }
        Question question = dice.of(answered);
        change(() -> {
            String wanted = answers.answer(question, dice, desk.trade(), inKorean, now, actor);
            String before = values.put(question.fieldId(), wanted);
            set("value:" + question.fieldId(), before, wanted);
        });
    }

    private void say() {
        if (dice.chance(0.3)) {
            answer();
            return;
        }
        as(agent(), WORKSPACE);
        boolean internal = dice.chance(0.3);
        said(words.agentComment(dice, desk.trade(), inKorean, now, internal), internal);
    }

    /** What its customer says; where the workflow waits for that, it goes on by itself. */
    private void answer() {
        as(reporter, PORTAL);
        said(words.customerComment(dice, desk.trade(), inKorean, now), false);
        for (Step step : kind.flow().from(status)) {
            if (step.onCustomerComment()) {
                version++;
                enter(step);
                return;
            }
        }
    }

    private void said(RichText text, boolean internal) {
        long comment = ++counters.comments;
        comments.add(new Said(comment, actor, internal, text, now));
        version++;
        note("comment", null, "{\"id\":" + comment + ",\"internal\":" + internal + "}");
        if (dice.chance(0.03)) {
            attach(comment, internal, actor, 1);
        }
    }

    /** Nothing, when something else has moved it meanwhile. */
    private void take(Step step) {
        if (!kind.flow().from(status).contains(step) || step.to().equals(status)) {
            return;
        }
        boolean customers = step.customers() && dice.chance(step.harsh() ? 0.9 : 0.6);
        as(customers ? reporter : agent(), customers ? PORTAL : WORKSPACE);
        version++;
        enter(step);
    }

    private void enter(Step step) {
        boolean ends = step.to().done();
        String wanted = !ends ? null : step.resolution() != null ? step.resolution() : resolution != null ? resolution : drawnResolution();
        if (step.asked().contains("assignee") && assignee == 0) {
            long given = dice.of(desk.agents());
            set("assignee", id(assignee), id(given));
            assignee = given;
        }
        if (step.asked().contains("due_date") && dueDate == null) {
            setDueDate();
        }
        set("status", id(status.id()), id(step.to().id()));
        set("resolution", text(resolution), text(wanted));
        if (!ends) {
            resolvedAt = 0;
        } else if (!status.done()) {
            resolvedAt = now;
        }
        resolution = wanted;
        status = step.to();
    }

    private String drawnResolution() {
        double drawn = dice.share();
        return drawn < 0.78 ? "done" : drawn < 0.86 ? "workaround" : drawn < 0.9 ? "duplicate" : drawn < 0.95 ? "declined" : "cannot_reproduce";
    }

    /** Brings what is not done by now to its end, by the shortest way. */
    private void finish() {
        for (Step step : wayToEnd()) {
            take(step);
            now++;
        }
    }

    private Deque<Step> wayToEnd() {
        Map<Status, Step> reachedBy = new HashMap<>();
        Map<Status, Status> from = new HashMap<>();
        Deque<Status> open = new ArrayDeque<>(List.of(status));
        Set<Status> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Status at = open.removeFirst();
            if (at.done()) {
                Deque<Step> way = new ArrayDeque<>();
                for (Status back = at; reachedBy.containsKey(back); back = from.get(back)) {
                    way.addFirst(reachedBy.get(back));
                }
                return way;
            }
            for (Step step : kind.flow().from(at)) {
                if (!step.harsh() && seen.add(step.to())) {
                    reachedBy.put(step.to(), step);
                    from.put(step.to(), at);
                    open.addLast(step.to());
                }
            }
        }
        return new ArrayDeque<>();
    }

    private void watch(long person) {
        if (watchers.stream().noneMatch(each -> each.person() == person)) {
            as(person, WORKSPACE);
            watchers.add(new Taking(person, now));
            version++;
            note("watcher", null, id(person));
        }
    }

    private void share() {
        long person = customer();
        if (addParticipant(person)) {
            as(reporter, PORTAL);
            version++;
            note("participant", null, id(person));
        }
    }

    private void unwatch() {
        if (!watchers.isEmpty()) {
            long person = watchers.removeLast().person();
            as(person, WORKSPACE);
            version++;
            note("watcher", id(person), null);
        }
    }

    private void unshare() {
        if (!participants.isEmpty()) {
            long person = participants.removeLast().person();
            as(reporter, PORTAL);
            version++;
            note("participant", id(person), null);
        }
    }

    private boolean addParticipant(long person) {
        if (person == reporter || participants.stream().anyMatch(each -> each.person() == person)) {
            return false;
        }
        return participants.add(new Taking(person, now));
    }

    private void link() {
        if (earlier.isEmpty()) {
            return;
        }
        Earlier other = dice.of(earlier);
        boolean outward = dice.chance(0.6);
        double drawn = dice.share();
        String type = drawn < 0.5 ? "relates_to" : drawn < 0.75 ? "duplicates" : drawn < 0.9 ? "caused_by" : "blocks";
        as(agent(), WORKSPACE);
        links.add(new Linked(outward ? id : other.id(), outward ? other.id() : id, type, actor, now));
        version++;
        note("link", null, "{\"type\":\"" + type + "\",\"outward\":" + outward + ",\"key\":\"" + other.key() + "\"}");
    }

    private void attachLater() {
        as(agent(), WORKSPACE);
        attach(0, false, actor, 1);
        version++;
        note("attachment", null, "{\"count\":1}");
    }

    private void attach(long comment, boolean internal, long person, int many) {
        for (int i = 0; i < many; i++) {
            UUID uuid = new UUID(dice.bits() & ~0xF000L | 0x4000L, dice.bits() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
            files.add(new Attached(uuid, comment, internal, dice.of(organisation.files()), person, now));
        }
    }

    // ------------------------------------------------------------------ history

    private static String id(long id) {
        return id == 0 ? null : Long.toString(id);
    }

    private static String text(String key) {
        return key == null ? null : Answers.quoted(key);
    }

    /** A field of the ticket's own. */
    private void set(String field, String before, String after) {
        if (field.equals("summary")) {
            before = Answers.quoted(before);
            after = Answers.quoted(after);
        }
        if (!Objects.equals(before, after)) {
            note(field, before, after);
        }
    }

    private void note(String field, String before, String after) {
        boolean person = PERSONS.contains(field);
        Entry last = lastOf.get(person && before != null ? field + before : field);
        boolean beginning = version == 1 || BESIDE.contains(field);
        Entry entry = new Entry(
                id,
                version,
                now,
                actor,
                face,
                field,
                before,
                after,
                beginning ? 0 : last == null ? createdAt : last.at(),
                beginning ? 0 : last == null ? createdBy : last.person());
        lastOf.put(field, entry);
        if (person && after != null) {
            lastOf.put(field + after, entry);
        }
        history.add(entry);
    }
}
