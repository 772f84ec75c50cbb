package io.maru.generate;

import io.maru.generate.Organisation.Desk;
import io.maru.generate.Organisation.File;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** Makes the organisation: what administrators shape through the product itself, and then the many people in the database. */
final class Founding {

    /** How many of everything there are to be. */
    record Size(int people, int groups, int desks, int fields) {}

    /** What kind of work the desks do, from the largest on, again and again. */
    private static final List<String> TRADES =
            List.of("it", "support", "it", "hr", "facilities", "it", "finance", "support", "legal", "hr", "facilities", "it");

    /** Kinds of fields that desks have for themselves. */
    private static final List<String> OWN_TYPES = List.of(
            "short_text", "choice", "number", "date", "money", "multi_choice", "person", "checkbox", "long_text", "date_time", "phone", "team");

    private final Product product;
    private final Connection connection;
    private final Words words;
    private final Size size;
    private final long seed;
    private final Calendar calendar;
    private final Map<String, Long> fieldIds = new LinkedHashMap<>();
    private final List<UUID> uploads = new ArrayList<>();

    Founding(Product product, Connection connection, Words words, Size size, long seed, Calendar calendar) {
        this.product = product;
        this.connection = connection;
        this.words = words;
        this.size = size;
        this.seed = seed;
        this.calendar = calendar;
    }

    // ------------------------------------------------------------------ through the product

    private record Made(long id, String key, String trade) {}

    private final List<Made> desks = new ArrayList<>();
    private final List<File> files = new ArrayList<>();

    /** Fields, desks, their forms and a few files; what exists by its key stays as it is. */
    void shape() throws IOException, InterruptedException {
        shareFields();
        Map<String, Long> existing = new LinkedHashMap<>();
        for (JsonNode desk : product.get("/api/desks")) {
            existing.put(desk.path("key").asString(), desk.path("id").asLong());
        }
        Map<String, Object> shared = Words.map(words.file().get("shared"));
        List<String> siteKeys = Words.list(Words.map(shared.get("sites")).get("keys"));
        Map<String, Integer> ofTrade = new LinkedHashMap<>();
        int ownFields = Math.max(0, size.fields() - fieldIds.size());
        for (int rank = 0; rank < size.desks(); rank++) {
            String trade = TRADES.get(rank % TRADES.size());
            int turn = ofTrade.merge(trade, 1, Integer::sum) - 1;
            Map<String, Object> about = Words.map(Words.map(words.file().get("trades")).get(trade));
            String key = about.get("keys") + (turn == 0 ? "" : siteKeys.get((turn - 1) % siteKeys.size()))
                    + (turn > siteKeys.size() ? Integer.toString((turn - 1) / siteKeys.size() + 1) : "");
            if (!existing.containsKey(key)) {
                int own = ownFields * (rank + 1) / size.desks() - ownFields * rank / size.desks();
                existing.put(key, makeDesk(key, trade, about, turn, own, rank));
            }
            desks.add(new Made(existing.get(key), key, trade));
        }
        upload();
    }

    /** The fields that several desks ask for are those of the installation. */
    private void shareFields() throws IOException, InterruptedException {
        for (JsonNode field : product.get("/api/fields")) {
            fieldIds.put(field.path("key").asString(), field.path("id").asLong());
        }
        try (InputStream template = Founding.class.getClassLoader().getResourceAsStream("templates/it.yaml")) {
            Map<String, Object> it = Words.map(new Yaml(new SafeConstructor(new LoaderOptions())).load(template));
            for (Object field : (List<?>) it.get("fields")) {
                makeField("/api/fields", Words.map(field));
            }
        }
        for (Object given : (List<?>) words.file().get("fields")) {
            Map<String, Object> field = new LinkedHashMap<>(Words.map(given));
            if (field.containsKey("options")) {
                field.put("options", options(Words.list(field.get("options"))));
            }
            makeField("/api/fields", field);
        }
        List<String> marked = Words.list(words.file().get("indexed"));
        for (JsonNode field : product.get("/api/fields")) {
            if (marked.contains(field.path("key").asString()) && field.path("index").isNull()) {
                product.ask(
                        "PATCH",
                        "/api/fields/" + field.path("id").asLong(),
                        field.path("version").asString(),
                        Map.of("indexed", true));
            }
        }
    }

    /** Each "한국어|English". */
    private static List<Map<String, Object>> options(List<String> names) {
        List<Map<String, Object>> options = new ArrayList<>();
        for (String name : names) {
            String[] both = name.split("\\|");
            options.add(Map.of(
                    "key",
                    both[1].toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_"),
                    "name",
                    Map.of("ko", both[0], "en", both[1])));
        }
        return options;
    }

    private void makeField(String path, Map<String, Object> field) throws IOException, InterruptedException {
        String key = (String) field.get("key");
        if (fieldIds.containsKey(key)) {
            return;
        }
        try {
            fieldIds.put(key, product.post(path, field).path("id").asLong());
        } catch (Product.Refusal refusal) {
            if (!refusal.isFor("key_of_desks")) {
                throw refusal;
            }
        }
    }

    private long makeDesk(String key, String trade, Map<String, Object> about, int turn, int own, int rank)
            throws IOException, InterruptedException {
        Map<String, Object> sites = Words.map(Words.map(words.file().get("shared")).get("sites"));
        Map<String, Object> name = Words.map(about.get("name"));
        String korean = turn == 0 ? "" : Words.list(sites.get("ko")).get((turn - 1) % 34) + " ";
        String english = turn == 0 ? "" : Words.list(sites.get("en")).get((turn - 1) % 34) + ": ";
        Map<String, Object> desk = new LinkedHashMap<>();
        desk.put("key", key);
        desk.put("name", Map.of("ko", korean + name.get("ko"), "en", english + name.get("en")));
        desk.put("icon", about.get("icon"));
        desk.put("raiseAccess", rank % 10 == 8 ? "members" : "everyone");
        if (trade.equals("it")) {
            desk.put("template", "it");
        }
        long id = product.post("/api/desks", desk).path("id").asLong();
        String path = "/api/desks/" + key;
        if (about.containsKey("requestTypes")) {
            for (Object type : (List<?>) about.get("requestTypes")) {
                Map<String, Object> given = new LinkedHashMap<>(Words.map(type));
                List<Map<String, Object>> form = new ArrayList<>(form("summary", "description"));
                for (String field : Words.list(given.remove("fields"))) {
                    Long fieldId = fieldId(field);
                    if (fieldId != null) {
                        form.add(Map.of("fieldId", fieldId, "required", form.size() == 2));
                    }
                }
                form.addAll(form("attachments"));
                given.put("fields", form);
                product.post(path + "/request-types", given);
            }
        }
        if (own > 0) {
            makeOwnForm(path, key, own, rank);
        }
        return id;
    }

    private final Map<String, Long> systemFields = new LinkedHashMap<>();

    /** @return null for one that some desk had for itself before */
    private Long fieldId(String key) throws IOException, InterruptedException {
        if (systemFields.isEmpty()) {
            for (JsonNode field : product.get("/api/desks/" + firstDeskKey() + "/fields")) {
                if (field.path("system").asBoolean()) {
                    systemFields.put(field.path("key").asString(), field.path("id").asLong());
                }
            }
        }
        Long system = systemFields.get(key);
        return system != null ? system : fieldIds.get(key);
    }

    private String firstDeskKey() throws IOException, InterruptedException {
        return product.get("/api/desks").get(0).path("key").asString();
    }

    private List<Map<String, Object>> form(String... keys) throws IOException, InterruptedException {
        List<Map<String, Object>> form = new ArrayList<>();
        for (String key : keys) {
            form.add(Map.of("fieldId", fieldId(key), "required", key.equals("summary")));
        }
        return form;
    }

    /** What only this desk asks for. */
    private void makeOwnForm(String path, String key, int own, int rank) throws IOException, InterruptedException {
        Map<String, Object> attributes = Words.map(Words.map(words.file().get("shared")).get("attributes"));
        List<String> korean = Words.list(attributes.get("ko"));
        List<String> english = Words.list(attributes.get("en"));
        List<Map<String, Object>> form = new ArrayList<>(form("summary", "description", "priority", "due_date"));
        for (int i = 0; i < own; i++) {
            int which = (rank * 7 + i) % korean.size();
            String type = OWN_TYPES.get((rank + i) % OWN_TYPES.size());
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("key", "own_" + key.toLowerCase(java.util.Locale.ROOT) + "_" + (i + 1));
            field.put("type", type);
            field.put("name", Map.of("ko", korean.get(which), "en", english.get(which)));
            if (type.equals("money")) {
                field.put("settings", Map.of("currencies", List.of("KRW", "USD")));
            }
            if (type.endsWith("choice")) {
                field.put("options", options(List.of("가|A", "나|B", "다|C", "라|D", "기타|Other")));
            }
            long id = product.post(path + "/fields", field).path("id").asLong();
            form.add(Map.of("fieldId", id, "required", false));
        }
        form.addAll(form("attachments"));
        product.post(
                path + "/request-types",
                Map.of(
                        "ticketType", "service_request",
                        "icon", "list-details",
                        "name", Map.of("ko", "이 부서만의 신청", "en", "Only here"),
                        "fields", form));
    }

    /** A few files of every kind, taken by the product as it takes them from people. */
    private void upload() throws IOException, InterruptedException {
        Dice dice = new Dice(seed, -2);
        for (int i = 0; i < 24; i++) {
            switch (i % 4) {
                case 0 -> keep("화면 캡처 " + (i / 4 + 1) + ".png", picture(dice));
                case 1 -> keep("error-" + dice.below(10_000) + ".log", lines(dice, "ERROR ").getBytes(StandardCharsets.UTF_8));
                case 2 -> keep("명단_" + dice.below(100) + ".csv", lines(dice, "항목,").getBytes(StandardCharsets.UTF_8));
                default -> keep("설명서 v" + (i / 4 + 1) + ".txt", lines(dice, "").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void keep(String name, byte[] content) throws IOException, InterruptedException {
        JsonNode uploaded = product.upload(name, content);
        uploads.add(UUID.fromString(uploaded.path("id").asString()));
        files.add(new File(
                uploaded.path("fileName").asString(),
                uploaded.path("contentType").asString(),
                content.length,
                sha256(content),
                uploaded.path("width").asInt(0),
                uploaded.path("height").asInt(0)));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(content);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String lines(Dice dice, String beginning) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 30; line++) {
            lines.append(beginning).append(words.rare(dice, true)).append(", ").append(words.error(dice)).append('\n');
        }
        return lines.toString();
    }

    private static byte[] picture(Dice dice) throws IOException {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 20; i++) {
            pen.setColor(new Color(dice.below(1 << 24)));
            pen.fillRect(dice.below(300), dice.below(180), dice.between(10, 120), dice.between(10, 60));
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    // ------------------------------------------------------------------ in the database

    /** People, their groups and roles; what the product has made is as old as the first ticket. */
    Organisation settle(Zipf deskSizes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long begin = calendar.begin();
            removeUploads(statement);
            backdate(statement, begin);
            long firstPerson = number(statement, "select coalesce(max(id), 0) + 1 from people.person");
            long firstGroup = number(statement, "select coalesce(max(id), 0) + 1 from people.person_group");
            int agentCount = Math.max(12, size.people() / 14);
            long[] agents = ids(firstPerson, agentCount);
            long[] customers = ids(firstPerson + agentCount, Math.max(20, size.people() - agentCount));
            long[] teams = ids(firstGroup, desks.size());
            long[] departments = ids(firstGroup + desks.size(), Math.max(5, size.groups() - desks.size()));
            people(firstPerson, agents.length, customers.length, begin);
            groups(teams, departments, begin);
            List<Desk> settled = settleDesks(statement, deskSizes, agents, customers, teams);
            members(settled, departments, customers, begin);
            roles(statement, settled, departments);
            statement.execute("select setval(pg_get_serial_sequence('people.person', 'id'), (select max(id) from people.person)),"
                    + " setval(pg_get_serial_sequence('people.person_group', 'id'), (select max(id) from people.person_group))");
            return new Organisation(settled, agents, customers, teams, departments, files);
        }
    }

    private void removeUploads(Statement statement) throws SQLException {
        for (UUID upload : uploads) {
            statement.execute("delete from attachment.attachment where id = '" + upload + "' and owner_id is null");
        }
    }

    private void backdate(Statement statement, long begin) throws SQLException {
        String of = " = to_timestamp(" + begin + ")";
        for (String table : List.of("desk.desk", "desk.request_type", "field.field")) {
            statement.execute("update " + table + " set created_at" + of + ", updated_at" + of);
        }
        statement.execute("update field.form set created_at" + of);
        statement.execute("update workflow.workflow set created_at" + of);
        statement.execute("update workflow.workflow_version set published_at" + of);
    }

    private void people(long first, int agents, int customers, long begin) throws SQLException {
        Map<String, Object> shared = Words.map(words.file().get("shared"));
        List<String> surnames = Words.list(shared.get("surnames"));
        List<String> surnamesLatin = Words.list(shared.get("surnamesLatin"));
        List<String> names = Words.list(shared.get("firstNames"));
        List<String> namesLatin = Words.list(shared.get("firstNamesLatin"));
        Zipf surnameRanks = new Zipf(surnames.size());
        Rows rows = new Rows(
                "people.person",
                "id, email, display_name, language, time_zone, created_at, updated_at, manager_id",
                false);
        for (int i = 0; i < agents + customers; i++) {
            Dice dice = new Dice(seed, -1_000L - i);
            boolean korean = dice.chance(0.85);
            int surname = surnameRanks.rank(dice);
            int name = dice.below(names.size());
            String spoken = words.person(dice, false);
            String latin = korean
                    ? namesLatin.get(name) + "." + surnamesLatin.get(surname)
                    : spoken.toLowerCase(java.util.Locale.ROOT).replace(' ', '.');
            rows.row()
                    .number(first + i)
                    .text(latin + "." + (i + 1) + "@example.com")
                    .text(korean ? surnames.get(surname) + names.get(name) : spoken)
                    .text(korean ? "ko" : "en")
                    .text("Asia/Seoul")
                    .instant(begin)
                    .instant(begin)
                    // Everybody is led by somebody who came before.
                    .reference(i == 0 ? 0 : first + i / 9);
        }
        rows.send(connection);
    }

    private void groups(long[] teams, long[] departments, long begin) throws SQLException {
        Map<String, Object> names = Words.map(Words.map(words.file().get("shared")).get("departments"));
        List<String> korean = Words.list(names.get("ko"));
        Rows rows = new Rows("people.person_group", "id, name, team, created_at, updated_at", false);
        for (int i = 0; i < teams.length; i++) {
            rows.row().number(teams[i]).text(desks.get(i).key() + " 담당").truth(true).instant(begin).instant(begin);
        }
        for (int i = 0; i < departments.length; i++) {
            int turn = i / korean.size();
            String name = korean.get(i % korean.size()) + (turn == 0 ? "" : " " + (turn + 1));
            rows.row().number(departments[i]).text(name).truth(false).instant(begin).instant(begin);
        }
        rows.send(connection);
    }

    private List<Desk> settleDesks(
            Statement statement, Zipf deskSizes, long[] agents, long[] customers, long[] teams)
            throws SQLException {
        Map<Long, List<Landscape.Kind>> kinds = Landscape.read(connection);
        Set<Long> closed = new TreeSet<>();
        try (ResultSet row = statement.executeQuery("select id from desk.desk where raise_access = 'members'")) {
            while (row.next()) {
                closed.add(row.getLong(1));
            }
        }
        List<Desk> settled = new ArrayList<>();
        int next = 0;
        for (int rank = 0; rank < desks.size(); rank++) {
            Made made = desks.get(rank);
            int most = Math.min(60, agents.length / 2);
            int many = Math.max(3, (int) Math.round(most * StrictMath.pow(deskSizes.share(rank) / deskSizes.share(0), 0.5)));
            long[] own = new long[Math.min(many, agents.length)];
            for (int i = 0; i < own.length; i++) {
                own[i] = agents[(next + i) % agents.length];
            }
            next += own.length;
            List<Landscape.Kind> all = kinds.getOrDefault(made.id(), List.of());
            settled.add(new Desk(
                    made.id(),
                    made.key(),
                    words.trade(made.trade()),
                    teams[rank],
                    own,
                    closed.contains(made.id()) ? share(customers, rank) : null,
                    all.stream().filter(Landscape.Kind::portal).toList(),
                    all.stream().filter(kind -> !kind.portal()).toList()));
        }
        return settled;
    }

    /** A twentieth of the customers. */
    private static long[] share(long[] customers, int which) {
        int length = Math.max(1, customers.length / 20);
        int from = which % 20 * length;
        return Arrays.copyOfRange(customers, from, Math.min(customers.length, from + length));
    }

    private void members(List<Desk> settled, long[] departments, long[] customers, long begin) throws SQLException {
        Rows rows = new Rows("people.group_member", "group_id, person_id, added_at", false);
        for (Desk desk : settled) {
            for (long agent : desk.agents()) {
                rows.row().number(desk.team()).number(agent).instant(begin);
            }
        }
        for (int i = 0; i < customers.length; i++) {
            rows.row().number(departments[i % departments.length]).number(customers[i]).instant(begin);
        }
        rows.send(connection);
    }

    private void roles(Statement statement, List<Desk> settled, long[] departments) throws SQLException {
        for (Desk desk : settled) {
            statement.execute("insert into people.role_assignment (role, person_id, group_id, desk_id, assigned_at) values"
                    + " ('agent', null, " + desk.team() + ", " + desk.id() + ", to_timestamp(" + calendar.begin() + ")),"
                    + " ('desk_manager', " + desk.agents()[0] + ", null, " + desk.id() + ", to_timestamp(" + calendar.begin() + "))");
            if (desk.members() != null) {
                statement.execute("insert into people.role_assignment (role, person_id, desk_id, assigned_at)"
                        + " select 'customer', id, " + desk.id() + ", to_timestamp(" + calendar.begin() + ") from unnest(array"
                        + Arrays.toString(desk.members()) + "::bigint[]) id");
            }
        }
    }

    private static long[] ids(long first, int many) {
        long[] ids = new long[many];
        Arrays.setAll(ids, i -> first + i);
        return ids;
    }

    static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
