package io.maru.generate;

import io.maru.bench.Server;
import java.io.IOException;
import java.io.Reader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * Fills an installation that holds no tickets with those of a large organisation: {@code ./maru generate}. The same seed,
 * number, day and version always give the same data. {@code docs/decisions/0017-generated-data.md} says how and why.
 */
public final class Generate {

    private static final int BAD_OPTION = 2;

    private static final String HELP = """
            ./maru generate [OPTION…]: fills an installation that holds no tickets with those of a large organisation.

              --tickets N          how many tickets (100000); a tenth is open
              --seed N             which of the many possible organisations (1)
              --until DATE         the three years of work end as this day begins in Seoul (today). The same seed, number, sizes
                                   and day always give the same data, so name the day where figures are to be compared later
              --people N           who works there (21000)
              --groups N           their groups, a team for each desk among them (300)
              --desks N            service desks, of very different size (200)
              --fields N           fields beside those of every ticket (400)
              --data, --config, --database-url, --database-user, --database-password, --setup…
                                   as for "./maru run". An installation that is not set up yet gets the administrator
                                   bench@example.com with the password "measured not guessed 2026"
            """;

    private Generate() {}

    /** Names to values; those that are not of the generator go to the server. */
    private record Options(Map<String, String> own, List<String> server) {

        private static Options of(String[] arguments) {
            Map<String, String> own = new HashMap<>(Map.of(
                    "--tickets", "100000",
                    "--seed", "1",
                    "--until", LocalDate.now(Calendar.ZONE).toString(),
                    "--people", "21000",
                    "--groups", "300",
                    "--desks", "200",
                    "--fields", "400",
                    "--home", "",
                    "--data", ""));
            List<String> server = new ArrayList<>();
            for (int index = 0; index < arguments.length; index++) {
                String[] both = arguments[index].split("=", 2);
                String value = both.length == 2 ? both[1] : index + 1 < arguments.length ? arguments[++index] : "";
                if (own.containsKey(both[0])) {
                    own.put(both[0], value);
                } else {
                    server.addAll(List.of(both[0], value));
                }
            }
            return new Options(own, server);
        }

        private String text(String name) {
            return own.get(name);
        }

        private int number(String name, int least) {
            try {
                int number = Integer.parseInt(own.get(name).replace("_", ""));
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Said below.
            }
            throw refuse(name + " takes a number from " + least + " on, not \"" + own.get(name) + "\".");
        }

        private LocalDate date(String name) {
            try {
                return LocalDate.parse(own.get(name));
            } catch (java.time.format.DateTimeParseException notADate) {
                throw refuse(name + " takes a date such as 2026-11-22, not \"" + own.get(name) + "\".");
            }
        }

        /** What the server would take from its options, the environment or its properties file. */
        private String ofServer(String name, Properties file) {
            int at = server.indexOf(name);
            String variable = System.getenv("MARU_" + name.substring(2).toUpperCase(Locale.ROOT).replace('-', '_'));
            return at >= 0 ? server.get(at + 1) : variable != null ? variable : file.getProperty(name.substring(2), "");
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            run(arguments);
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(BAD_OPTION);
        } catch (IllegalStateException byTheServer) {
            System.err.println(byTheServer.getMessage());
            System.exit(1);
        }
    }

    private static final class Refused extends RuntimeException {
        private Refused(String sentence) {
            super(sentence);
        }
    }

    private static Refused refuse(String sentence) {
        return new Refused(sentence);
    }

    /** The same for other programs of the bench. */
    public static void run(String... arguments) throws Exception {
        Options options = Options.of(arguments);
        int tickets = options.number("--tickets", 1);
        Founding.Size size = new Founding.Size(
                options.number("--people", 40), options.number("--groups", 5), options.number("--desks", 1), options.number("--fields", 0));
        long seed = options.number("--seed", 0);
        Calendar calendar = new Calendar(options.date("--until"), seed);
        Path home = Path.of(options.text("--home"));
        Properties file = properties(options);
        String folder = options.text("--data").isEmpty() ? options.ofServer("--data", file) : options.text("--data");
        Path data = folder.isEmpty() ? home.resolveSibling("data") : Path.of(folder);
        Words words = Words.read(home.resolve("data/words.yaml"));
        long began = System.nanoTime();
        int port = freePort();
        List<String> further = new ArrayList<>(options.server());
        if (options.server().stream().noneMatch(name -> name.startsWith("--setup"))) {
            further.addAll(List.of("--setup", home.resolve("setup.yaml").toString()));
        }
        // Nothing is to work on the tables while they have no indexes.
        try (Server server = Server.start(data, port, further, List.of("-Ddb-scheduler.enabled=false"));
                Connection connection = connect(options, data, file)) {
            long administrator = administrator(connection);
            refuseTickets(connection);
            // Nobody else is to find it, should it be left behind.
            String session = UUID.randomUUID().toString();
            Product.signIn(connection, session, administrator);
            say(began, "%,d tickets of %,d people until %s, seed %d", tickets, size.people(), options.text("--until"), seed);
            Founding founding = new Founding(new Product(port, session), connection, words, size, seed, calendar);
            founding.shape();
            say(began, "%,d desks", size.desks());
            new Load(connection, words, calendar, seed, tickets).run(founding, size.desks());
            say(began, "Done: %s", summary(connection));
            Product.signOut(connection, session);
        }
    }

    private static void refuseTickets(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (Founding.number(statement, "select count(*) from (select from ticket.ticket limit 1) any_of_them") > 0) {
                throw refuse("This installation holds tickets already, and generated ones never mix with those of people."
                        + " Give another --data folder or database.");
            }
        }
    }

    private static long administrator(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return Founding.number(statement, "select coalesce(min(a.person_id), 0) from people.role_assignment a"
                    + " join people.person p on p.id = a.person_id where a.role = 'administrator' and p.active");
        }
    }

    private static String summary(Connection connection) throws SQLException {
        StringBuilder summary = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("ticket.ticket", "ticket.comment", "ticket.history", "attachment.attachment", "ticket.link")) {
                summary.append("%,d %s, "
                        .formatted(
                                Founding.number(statement, "select count(*) from " + table),
                                table.substring(table.indexOf('.') + 1)));
            }
            summary.append("%,d of them open, %,d MB".formatted(
                    Founding.number(statement, "select count(*) from ticket.ticket where status_category <> 'done'"),
                    Founding.number(statement, "select pg_database_size(current_database()) / 1000000")));
        }
        return summary.toString();
    }

    private static Properties properties(Options options) throws IOException {
        Properties file = new Properties();
        String given = options.ofServer("--config", file);
        if (!given.isEmpty()) {
            try (Reader reader = Files.newBufferedReader(Path.of(given))) {
                file.load(reader);
            }
        }
        return file;
    }

    private static Connection connect(Options options, Path data, Properties file) throws IOException, SQLException {
        String url = options.ofServer("--database-url", file);
        if (!url.isEmpty()) {
            return DriverManager.getConnection(
                    url, options.ofServer("--database-user", file), options.ofServer("--database-password", file));
        }
        return embedded(data);
    }

    /** The database in a data folder, while a server runs there. */
    public static Connection embedded(Path data) throws IOException, SQLException {
        Properties database = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("database.properties"))) {
            database.load(reader);
        }
        return DriverManager.getConnection(
                database.getProperty("database-url"),
                database.getProperty("database-user"),
                database.getProperty("database-password"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void say(long began, String text, Object... details) {
        System.out.printf(
                Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, text.formatted(details));
    }
}
