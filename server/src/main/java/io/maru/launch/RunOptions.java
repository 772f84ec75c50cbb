package io.maru.launch;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How this process is to run. Each option is taken from the command line, else from the environment ({@code --database-url}
 * is {@code MARU_DATABASE_URL}), else from the properties file ({@code database-url}), else it has its default.
 */
@Command(name = "./maru run", sortOptions = false, usageHelpAutoWidth = true)
final class RunOptions {

    private static final String CONFIGURATION = "maru.properties";

    @Option(names = "--port", paramLabel = "PORT", descriptionKey = "option.port")
    private int port = 8080;

    @Option(names = "--data", paramLabel = "FOLDER", descriptionKey = "option.data")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "option.config")
    private @Nullable Path configuration;

    @Option(names = "--database-url", paramLabel = "JDBC-URL", descriptionKey = "option.database-url")
    private @Nullable String databaseUrl;

    @Option(names = "--database-user", paramLabel = "NAME", descriptionKey = "option.database-user")
    private @Nullable String databaseUser;

    @Option(names = "--database-password", paramLabel = "PASSWORD", descriptionKey = "option.database-password")
    private @Nullable String databasePassword;

    @Option(names = "--log-format", paramLabel = "text|json", descriptionKey = "option.log-format")
    private String logFormat = "text";

    @Option(names = "--setup", paramLabel = "FILE", descriptionKey = "option.setup")
    private @Nullable Path setup;

    @Option(names = "--setup-organisation", paramLabel = "NAME", descriptionKey = "option.setup-organisation")
    private @Nullable String setupOrganisation;

    @Option(
            names = "--setup-administrator-name",
            paramLabel = "NAME",
            descriptionKey = "option.setup-administrator-name")
    private @Nullable String setupAdministratorName;

    @Option(
            names = "--setup-administrator-email",
            paramLabel = "EMAIL",
            descriptionKey = "option.setup-administrator-email")
    private @Nullable String setupAdministratorEmail;

    @Option(
            names = "--setup-administrator-password",
            paramLabel = "PASSWORD",
            descriptionKey = "option.setup-administrator-password")
    private @Nullable String setupAdministratorPassword;

    @Option(names = "--setup-language", paramLabel = "ko|en", descriptionKey = "option.setup-language")
    private @Nullable String setupLanguage;

    @Option(names = "--setup-time-zone", paramLabel = "ZONE", descriptionKey = "option.setup-time-zone")
    private @Nullable String setupTimeZone;

    @Option(names = "--setup-desk-key", paramLabel = "KEY", descriptionKey = "option.setup-desk-key")
    private @Nullable String setupDeskKey;

    @Option(names = "--setup-desk-name", paramLabel = "NAME", descriptionKey = "option.setup-desk-name")
    private @Nullable String setupDeskName;

    @Option(names = "--setup-desk-template", paramLabel = "TEMPLATE", descriptionKey = "option.setup-desk-template")
    private @Nullable String setupDeskTemplate;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "option.help")
    private boolean help;

    /** Starts, asks a few pages of itself and ends: what the ahead-of-time cache is trained on. */
    @Option(names = "--rehearse", hidden = true)
    private boolean rehearsal;

    /** Makes a link to a new password for the person with this e-mail address and ends. */
    @Option(names = "--reset-password", hidden = true)
    private @Nullable String passwordReset;

    private Path home = Path.of("");
    private Map<String, String> applicationSettings = Map.of();

    /**
     * Understands the arguments.
     *
     * @param home the folder in which the data folder and the properties file are by default
     * @throws LaunchFailure when one of them makes no sense, naming it
     */
    static RunOptions of(String[] arguments, Map<String, String> environment, Path home, ResourceBundle texts) {
        Path configuration = configuration(arguments, environment, home);
        Properties properties = properties(configuration);
        RunOptions options = new RunOptions();
        options.home = home;
        options.applicationSettings = properties.stringPropertyNames().stream()
                .filter(key -> key.indexOf('.') >= 0)
                .collect(Collectors.toMap(key -> key, properties::getProperty));
        CommandLine line = commandLine(options, texts);
        refuseUnknownKeys(properties, configuration, line);
        line.setDefaultValueProvider(argument -> {
            String name = name(argument);
            @Nullable String value = environment.get(variable(name));
            return value != null && !value.isEmpty() ? value : properties.getProperty(name);
        });
        parse(line, arguments);
        options.check();
        return options;
    }

    static String usage(ResourceBundle texts) {
        return commandLine(new RunOptions(), texts).getUsageMessage();
    }

    int port() {
        return port;
    }

    Path data() {
        return data != null ? data : home.resolve("data");
    }

    /** The existing PostgreSQL to use; empty for the embedded one. */
    Optional<Database> database() {
        return Optional.ofNullable(databaseUrl)
                .map(url -> new Database(
                        url,
                        databaseUser == null ? "" : databaseUser,
                        databasePassword == null ? "" : databasePassword));
    }

    boolean help() {
        return help;
    }

    boolean rehearsal() {
        return rehearsal;
    }

    /** Whose password is to be reset, by e-mail address; empty for a server. */
    Optional<String> passwordReset() {
        return Optional.ofNullable(passwordReset);
    }

    /** Whether each line of the log is a JSON document. */
    boolean logsJson() {
        return logFormat.equals("json");
    }

    /** The answers to the set-up wizard, by the names of the application's properties. */
    Map<String, String> setupAnswers() {
        Map<String, String> answers = new LinkedHashMap<>();
        put(
                answers,
                "maru.setup.file",
                setup == null ? null : setup.toAbsolutePath().toString());
        put(answers, "maru.setup.organisation-name", setupOrganisation);
        put(answers, "maru.setup.administrator.display-name", setupAdministratorName);
        put(answers, "maru.setup.administrator.email", setupAdministratorEmail);
        put(answers, "maru.setup.administrator.password", setupAdministratorPassword);
        put(answers, "maru.setup.language", setupLanguage);
        put(answers, "maru.setup.time-zone", setupTimeZone);
        put(answers, "maru.setup.first-desk.key", setupDeskKey);
        put(answers, "maru.setup.first-desk.name", setupDeskName);
        put(answers, "maru.setup.first-desk.template", setupDeskTemplate);
        return answers;
    }

    /** Settings of the application itself that the properties file holds: the names with a dot. */
    Map<String, String> applicationSettings() {
        return applicationSettings;
    }

    private void check() {
        if (port < 0 || port > 65535) {
            throw invalid("--port", String.valueOf(port));
        }
        if (!logFormat.equals("text") && !logFormat.equals("json")) {
            throw invalid("--log-format", logFormat);
        }
        if (databaseUrl != null && !databaseUrl.startsWith("jdbc:postgresql:")) {
            throw invalid("--database-url", databaseUrl);
        }
        if (databaseUrl == null && (databaseUser != null || databasePassword != null)) {
            throw new LaunchFailure(ExitCode.BAD_OPTION, "option.without_url");
        }
        if (setup != null && !Files.isReadable(setup)) {
            throw new LaunchFailure(ExitCode.BAD_OPTION, "option.unreadable", "--setup", setup);
        }
    }

    private static Path configuration(String[] arguments, Map<String, String> environment, Path home) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--config=")) {
                return Path.of(arguments[i].substring("--config=".length()));
            }
            if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                return Path.of(arguments[i + 1]);
            }
        }
        @Nullable String variable = environment.get("MARU_CONFIG");
        return variable != null && !variable.isEmpty() ? Path.of(variable) : home.resolve(CONFIGURATION);
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file) || !file.endsWith(CONFIGURATION)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new LaunchFailure(ExitCode.BAD_OPTION, "option.unreadable", "--config", file);
            }
        }
        return properties;
    }

    /** A mistyped name must not be ignored silently. Names with a dot are the application's. */
    private static void refuseUnknownKeys(Properties properties, Path file, CommandLine line) {
        for (String key : properties.stringPropertyNames()) {
            if (key.indexOf('.') < 0 && line.getCommandSpec().findOption("--" + key) == null) {
                throw new LaunchFailure(ExitCode.BAD_OPTION, "option.unknown_key", key, file);
            }
        }
    }

    private static CommandLine commandLine(RunOptions options, ResourceBundle texts) {
        return new CommandLine(options).setResourceBundle(texts).setOverwrittenOptionsAllowed(false);
    }

    private static void parse(CommandLine line, String[] arguments) {
        try {
            line.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            throw new LaunchFailure(
                    ExitCode.BAD_OPTION, "option.unknown", e.getUnmatched().getFirst());
        } catch (MissingParameterException e) {
            throw new LaunchFailure(
                    ExitCode.BAD_OPTION, "option.no_value", name(e.getMissing().getFirst()));
        } catch (CommandLine.OverwrittenOptionException e) {
            throw new LaunchFailure(ExitCode.BAD_OPTION, "option.twice", name(e.getOverwritten()));
        } catch (ParameterException e) {
            @Nullable ArgSpec argument = e.getArgSpec();
            throw argument == null
                    ? new LaunchFailure(ExitCode.BAD_OPTION, "option.unknown", String.join(" ", arguments))
                    : invalid("--" + name(argument), String.valueOf(e.getValue()));
        }
    }

    private static LaunchFailure invalid(String option, String value) {
        return new LaunchFailure(ExitCode.BAD_OPTION, "option.invalid", option, value);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName().substring("--".length())
                : argument.paramLabel();
    }

    private static String variable(String option) {
        return "MARU_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static void put(Map<String, String> answers, String name, @Nullable String value) {
        if (value != null) {
            answers.put(name, value);
        }
    }
}
