package io.maru.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that Maru brings along and runs inside its data folder. It listens on the loopback address only, asks
 * for a password, and loses nothing that was acknowledged: not when it is stopped, and not when it is killed.
 *
 * <p>The data folder must be {@linkplain DataFolder#lock locked} by the caller.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "maru";
    private static final String ACCESS = "database.properties";
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})/");
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    /** How long the processes of a killed PostgreSQL may take to notice and go. */
    private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(30);

    private static final String SETTINGS = """
            # Written by Maru at every start. Settings of your own go into local.conf beside this file.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = 100
            shared_buffers = '%dMB'
            effective_cache_size = '%dMB'
            work_mem = '16MB'
            maintenance_work_mem = '128MB'
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            min_wal_size = '256MB'
            max_wal_size = '2GB'
            random_page_cost = 1.1
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            logging_collector = on
            log_directory = 'log'
            log_filename = 'postgresql-%%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = '1d'
            log_rotation_size = 0
            include_if_exists = 'local.conf'
            """;

    private static final String WHO_MAY_CONNECT = """
            # Written by Maru at every start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private final PostgresProgram program;
    private final Path folder;
    private final Path access;
    private final Path output;
    private Database database;
    private boolean running;
    private boolean closed;

    /**
     * @param folder the data folder
     * @param programs where PostgreSQL's programs are unpacked, once for all data folders
     */
    EmbeddedDatabase(Path folder, Path programs) {
        this.program = PostgresProgram.unpackedIn(programs);
        this.folder = folder.resolve("postgres");
        this.access = folder.resolve(ACCESS);
        this.output = folder.resolve("postgres.out");
        this.database = new Database("", NAME, "");
    }

    /** Whether there is one in a data folder. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve("postgres").resolve("PG_VERSION"));
    }

    /** How to connect to the one that another process runs in a data folder. */
    static Database runningIn(Path folder) {
        try {
            Properties known = read(folder.resolve(ACCESS));
            return new Database(
                    known.getProperty("database-url", ""), NAME, known.getProperty("database-password", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, creating it or recovering it first where that is needed. Once closed it stays closed. */
    synchronized void start() {
        if (closed || running) {
            return;
        }
        try {
            refuseOtherMajor();
            if (Files.exists(folder)) {
                program.own(folder);
            }
            stopLeftover();
            if (!Files.exists(folder.resolve("PG_VERSION"))) {
                create();
            }
            Properties known = read(access);
            int port = freePort(portOf(known.getProperty("database-url", "")));
            database = new Database(url(port, NAME), NAME, known.getProperty("database-password", ""));
            write(port);
            Files.writeString(folder.resolve("postgresql.conf"), settings(), UTF_8);
            Files.writeString(folder.resolve("pg_hba.conf"), WHO_MAY_CONNECT, UTF_8);
            startServer(port);
            running = true;
            createDatabase(port);
            restartWhenGone();
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure(ExitCode.EMBEDDED_DATABASE_FAILED, "embedded.failed", output);
        }
    }

    /** With an eighth of the machine's memory for its pages, of which it takes only what the data fills, and half of it expected in caches. */
    private static String settings() {
        long megabytes =
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize() >> 20;
        return SETTINGS.formatted(Math.clamp(megabytes / 8, 256, 2048), Math.max(megabytes / 2, 1024));
    }

    /** How to connect to it. */
    synchronized Database database() {
        return database;
    }

    /** Stops it after its open transactions were rolled back; waits for a start that is under way. */
    @Override
    public synchronized void close() {
        closed = true;
        if (!running) {
            return;
        }
        running = false;
        try {
            if (stop("fast") != 0) {
                stop("immediate");
            }
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseOtherMajor() throws IOException {
        Path version = folder.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return;
        }
        int major = Integer.parseInt(Files.readString(version).strip());
        if (major > PostgresProgram.MAJOR) {
            throw new LaunchFailure(ExitCode.DATA_TOO_NEW, "data.newer_postgres", folder, major, PostgresProgram.MAJOR);
        }
        if (major < PostgresProgram.MAJOR) {
            throw new LaunchFailure(
                    ExitCode.DATABASE_UNSUPPORTED, "data.older_postgres", folder, major, PostgresProgram.MAJOR);
        }
    }

    /**
     * A server that was killed leaves its PostgreSQL running, or, if that was killed too, its pid file. The pid may
     * belong to another process by now, which PostgreSQL itself would take for a running server.
     */
    private void stopLeftover() throws IOException, InterruptedException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> leftover = lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::worksHere);
        if (leftover.isEmpty()) {
            Files.deleteIfExists(pidFile);
        } else if (stop("fast") != 0 && stop("immediate") != 0) {
            throw new LaunchFailure(
                    ExitCode.EMBEDDED_DATABASE_FAILED,
                    "embedded.leftover",
                    leftover.get().pid(),
                    folder);
        }
    }

    private boolean worksHere(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(folder.toString()))
                .orElse(false);
    }

    private void create() throws IOException, InterruptedException {
        Path unfinished = folder.resolveSibling("postgres.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        database = new Database("", NAME, password);
        write(0);
        Path passwordFile = Files.createTempFile(folder.getParent(), "password", null);
        try {
            Files.writeString(passwordFile, password);
            int exit = program.run(
                    output,
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=" + NAME,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            if (exit != 0) {
                throw new LaunchFailure(ExitCode.EMBEDDED_DATABASE_FAILED, "embedded.failed", output);
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startServer(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LEFTOVER_LIMIT.toNanos();
        Path log = folder.resolve("startup.log");
        while (true) {
            Files.deleteIfExists(log);
            int exit = program.run(
                    output,
                    "pg_ctl",
                    "start",
                    "--wait",
                    "--timeout=" + START_LIMIT.toSeconds(),
                    "--pgdata=" + folder,
                    "--log=" + log,
                    "--options=-p " + port);
            if (exit == 0) {
                return;
            }
            boolean leftovers = Files.exists(log) && Files.readString(log).contains("shared memory block");
            if (!leftovers || System.nanoTime() > deadline) {
                throw new LaunchFailure(ExitCode.EMBEDDED_DATABASE_FAILED, "embedded.failed", log);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** A PostgreSQL that dies while its server lives is started again; the connection pool finds it by itself. */
    private void restartWhenGone() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().thenAcceptAsync(gone -> startAgain()));
    }

    private synchronized void startAgain() {
        if (running) {
            running = false;
            System.err.println(Sentences.say("embedded.died"));
            try {
                start();
            } catch (LaunchFailure | UncheckedIOException e) {
                System.err.println(e.getMessage());
            }
        }
    }

    private int stop(String mode) throws IOException, InterruptedException {
        return program.run(
                output,
                "pg_ctl",
                "stop",
                "--wait",
                "--timeout=" + STOP_LIMIT.toSeconds(),
                "--mode=" + mode,
                "--pgdata=" + folder);
    }

    private void createDatabase(int port) {
        try {
            connect(database.url()).close();
        } catch (SQLException e) {
            if (!"3D000".equals(e.getSQLState())) {
                throw new LaunchFailure(ExitCode.EMBEDDED_DATABASE_FAILED, "embedded.no_access", access);
            }
            try (Connection connection = connect(url(port, "postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + NAME);
            } catch (SQLException impossible) {
                throw new LaunchFailure(ExitCode.EMBEDDED_DATABASE_FAILED, "embedded.no_access", access);
            }
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    private static String url(int port, String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    private static int portOf(String url) {
        Matcher matcher = PORT.matcher(url);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** The port of the last time, so that an administrator's client finds it again, unless somebody else took it. */
    private static int freePort(int known) throws IOException {
        for (int port : new int[] {known, 0}) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
                return socket.getLocalPort();
            } catch (IOException e) {
                if (port == 0) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("Port 0 always ends the loop");
    }

    private static Properties read(Path access) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(access)) {
            try (Reader reader = Files.newBufferedReader(access)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private void write(int port) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("database-url", url(port, NAME));
        properties.setProperty("database-user", NAME);
        properties.setProperty("database-password", database.password());
        Path unfinished = Files.createTempFile(access.getParent(), "database", null);
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            properties.store(writer, "How to connect to the database in this folder. Keep it secret.");
        }
        Files.move(unfinished, access, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
