import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** What the launcher's tests need and a shell has not: SQL, a PostgreSQL of long ago, and people who use a server. */
final class Probe {

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "sql" -> sql(Path.of(arguments[1]), arguments[2]);
            case "old-server" -> oldServer(arguments[1]);
            case "create-on" -> Writing.createOn(List.of(port(arguments[1]), port(arguments[2])));
            case "write-until-cut-off" -> Writing.writeUntilCutOff(port(arguments[1]));
            case "missing" -> Writing.missing(port(arguments[1]), Path.of(arguments[2]));
            case "upload-four-at-once" -> Uploading.fourAtOnce(port(arguments[1]));
            case "upload-too-much" -> Uploading.tooLarge(port(arguments[1]));
            case "upload-cut-off" -> Uploading.cutOff(port(arguments[1]), Path.of(arguments[2]));
            case "listen" -> listen(port(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static int port(String argument) {
        return Integer.parseInt(argument);
    }

    /** Opens a stream of live updates and reads until the server ends it. */
    private static void listen(int port) throws Exception {
        Client client = Client.signedIn(port);
        HttpResponse<Stream<String>> stream = client.send(client.request("/api/live"), BodyHandlers.ofLines());
        Client.expect(200, stream);
        stream.body().forEach(System.out::println);
        System.out.println("ended");
    }

    /** Runs a statement and prints the first value of its result, if it has one. */
    private static void sql(Path access, String statement) throws IOException, SQLException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(access)) {
            properties.load(reader);
        }
        try (Connection connection = DriverManager.getConnection(
                        properties.getProperty("database-url"),
                        properties.getProperty("database-user"),
                        properties.getProperty("database-password"));
                Statement running = connection.createStatement()) {
            if (running.execute(statement)) {
                ResultSet result = running.getResultSet();
                result.next();
                System.out.println(result.getString(1));
            }
        }
    }

    /** Greets every client as a PostgreSQL of the given version, and prints its port first. */
    private static void oldServer(String version) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                try (Socket client = server.accept()) {
                    greet(client, version);
                }
            }
        }
    }

    private static void greet(Socket client, String version) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        boolean started = false;
        while (!started) {
            byte[] startup = in.readNBytes(in.readInt() - Integer.BYTES);
            started = startup[0] == 0; // Protocol 3.x begins with 0, the questions for encryption with 1234.
            if (!started) {
                out.write('N');
            }
        }
        message(out, 'R', new byte[4]);
        setting(out, "server_version", version);
        setting(out, "client_encoding", "UTF8");
        setting(out, "DateStyle", "ISO, MDY");
        setting(out, "integer_datetimes", "on");
        setting(out, "standard_conforming_strings", "on");
        message(out, 'K', new byte[8]);
        message(out, 'Z', new byte[] {'I'});
        while (in.read() >= 0) {
            // Until the client has seen enough.
        }
    }

    private static void setting(DataOutputStream out, String name, String value) throws IOException {
        message(out, 'S', (name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        out.write(type);
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
    }
}
