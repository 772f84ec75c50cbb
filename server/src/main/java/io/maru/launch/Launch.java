package io.maru.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts Maru from the command line. Whatever prevents it is said in one sentence on standard error and ends the process
 * with that reason's {@link ExitCode}; nothing has been changed by then that the next start could not use.
 */
public final class Launch {

    /** Where the data folder and {@code maru.properties} are unless an option says otherwise. */
    private static final String HOME = "maru.home";

    /** Where PostgreSQL's programs are unpacked; the data folder if not set. */
    private static final String PROGRAMS = "maru.programs";

    /** On the terminal of whoever starts Maru, libraries speak only when something is wrong. */
    private static final Map<String, Object> QUIET = Map.of(
            "logging.level.root", "warn", "logging.level.io.maru", "info", "spring.main.log-startup-info", false);

    private final Class<?> application;

    private volatile PrintStream out;
    private volatile @Nullable DataFolder data;
    private volatile @Nullable EmbeddedDatabase embedded;
    private volatile @Nullable ConfigurableApplicationContext context;
    private volatile boolean ready;
    private volatile boolean stopping;

    private Launch(Class<?> application, PrintStream out) {
        this.application = application;
        this.out = out;
    }

    /** Runs the given Spring application until it is told to stop. */
    public static void run(Class<?> application, String... arguments) {
        Launch launch = new Launch(application, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(launch::stop, "stop"));
        try {
            launch.start(arguments);
        } catch (LaunchFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(failure.exitCode().number());
        } catch (RuntimeException failure) {
            if (launch.stopping) {
                return;
            }
            String reason = String.valueOf(rootCause(failure).getMessage());
            int code = exitCode(failure);
            // Spring Boot has logged it in full. Failures with a code of their own are sentences already.
            System.err.println(code == ExitCode.FAILED.number() ? Sentences.say("failed", reason) : reason);
            System.exit(code);
        }
    }

    private void start(String[] arguments) {
        RunOptions options =
                RunOptions.of(arguments, System.getenv(), Path.of(System.getProperty(HOME, "")), Sentences.bundle());
        if (options.help()) {
            out.print(RunOptions.usage(Sentences.bundle()));
            return;
        }
        if (options.logsJson()) {
            // So that standard output is JSON and nothing else.
            out = System.err;
        }
        options.passwordReset().ifPresentOrElse(email -> resetPassword(options, email), () -> serve(options));
    }

    private void serve(RunOptions options) {
        String address = "http://localhost:" + options.port();
        DataFolder data = DataFolder.open(options.data());
        this.data = data;
        Optional<Database> existing = options.database();
        if (existing.isEmpty()) {
            data.lock(address);
        }
        refuseTakenPort(options.port());
        Database database = existing.orElseGet(() -> embedded(data));
        DatabaseCheck.check(database);

        ConfigurableApplicationContext context = spring().run(settings(
                options,
                data,
                database,
                Stream.concat(
                        options.setupAnswers().entrySet().stream(),
                        Stream.of(Map.entry("server.port", Integer.toString(options.port()))))));
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Server server = new Server("http://localhost:" + port);
        if (options.rehearsal()) {
            new Rehearsal(server.address()).perform();
            System.exit(0);
        }
        ready = true;
        out.println(Sentences.say("ready", server.address()));
        out.println(Sentences.say(server.awaitsSetup() ? "ready.set_up" : "ready.sign_in", server.address()));
        out.println(Sentences.say("ready.data", data.path(), database.toString()));
        out.println(Sentences.say("ready.stop"));
    }

    /** Works beside a running server, whose database it then uses, and without one. Nothing of the data is changed. */
    private void resetPassword(RunOptions options, String email) {
        Optional<Database> existing = options.database();
        if (existing.isEmpty() && !EmbeddedDatabase.isIn(options.data())) {
            throw new LaunchFailure(ExitCode.NOTHING_PREPARED, "data.absent", options.data());
        }
        DataFolder data = DataFolder.open(options.data());
        this.data = data;
        String address = "http://localhost:" + options.port();
        Optional<String> running = existing.isEmpty() ? data.lockUnlessUsed(address) : Optional.empty();
        Database database = existing.orElseGet(
                () -> running.isPresent() ? EmbeddedDatabase.runningIn(data.path()) : embedded(data));
        DatabaseCheck.check(database);
        DatabaseCheck.checkPrepared(database);

        SpringApplication spring = spring();
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLazyInitialization(true);
        System.exit(SpringApplication.exit(spring.run(settings(
                options,
                data,
                database,
                Stream.of(
                        Map.entry("maru.operator.reset-password", email),
                        Map.entry("maru.operator.address", running.orElse(address)),
                        Map.entry("maru.operator.language", Sentences.say("language")),
                        Map.entry("spring.flyway.enabled", "false"),
                        Map.entry("db-scheduler.enabled", "false"))))));
    }

    private SpringApplication spring() {
        SpringApplication spring = new SpringApplication(application);
        spring.setDefaultProperties(QUIET);
        // Spring's own hook could not know what must be stopped after it.
        spring.setRegisterShutdownHook(false);
        spring.addInitializers(starting -> this.context = starting);
        return spring;
    }

    private Database embedded(DataFolder data) {
        out.println(Sentences.say("database.starting", data.path().resolve("postgres")));
        Path programs = Optional.ofNullable(System.getProperty(PROGRAMS))
                .map(Path::of)
                .orElseGet(() -> data.path().resolve("programs"));
        EmbeddedDatabase database = new EmbeddedDatabase(data.path(), programs);
        embedded = database;
        database.start();
        return database.database();
    }

    /**
     * The way back: requests under way are finished while the database still answers, then the database ends, then the
     * data folder is free for others.
     */
    private void stop() {
        stopping = true;
        if (ready) {
            out.println(Sentences.say("stopping"));
        }
        if (context != null) {
            context.close();
        }
        if (embedded != null) {
            embedded.close();
        }
        if (data != null) {
            data.close();
        }
        if (ready) {
            out.println(Sentences.say("stopped"));
        }
    }

    /** What the application is told, as a command line of its own. */
    private static String[] settings(
            RunOptions options, DataFolder data, Database database, Stream<Map.Entry<String, String>> further) {
        Map<String, String> settings = new LinkedHashMap<>(options.applicationSettings());
        if (options.logsJson()) {
            settings.put("logging.structured.format.console", "ecs");
        }
        settings.put("maru.data", data.path().toString());
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.username", database.user());
        settings.put("spring.datasource.password", database.password());
        further.forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static void refuseTakenPort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new LaunchFailure(ExitCode.PORT_IN_USE, "port.in_use", port);
        }
    }

    /** The application may give its failures exit codes of their own; a port may be taken after it was looked at. */
    private static int exitCode(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExitCodeGenerator known) {
                return known.getExitCode();
            }
            if (cause instanceof PortInUseException) {
                return ExitCode.PORT_IN_USE.number();
            }
        }
        return ExitCode.FAILED.number();
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
