package io.maru.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged server as a process of its own. */
public final class Server implements AutoCloseable {

    private final Process process;
    private final Optional<ProcessHandle> database;

    private Server(Process process, Path data) throws IOException {
        this.process = process;
        Path pid = data.resolve("postgres/postmaster.pid");
        this.database = Files.exists(pid)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
                : Optional.empty();
    }

    /**
     * @param options of "./maru run" beside folder and port
     * @param settings of the JVM
     */
    public static Server start(Path data, int port, List<String> options, List<String> settings)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>();
        command.add(System.getenv("JAVA"));
        System.getenv("MARU_JVM").lines().forEach(command::add);
        command.addAll(settings);
        command.addAll(List.of("-jar", System.getenv("MARU_APP") + "/maru.jar", "--data", data.toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile())
                .start();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                .build();
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server did not start:\n" + Files.readString(data.resolve("server.log")));
            }
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return new Server(process, data);
                }
            } catch (IOException notYet) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    long residentMegabytes() throws IOException {
        return memory("VmRSS:");
    }

    long mostResidentMegabytes() throws IOException {
        return memory("VmHWM:");
    }

    /** From now on the most is counted anew. */
    void forgetMostResident() throws IOException {
        Files.writeString(Path.of("/proc/" + process.pid() + "/clear_refs"), "5");
    }

    private long memory(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }

    /** Processor time that the server, its database and this client have used so far. */
    Processors processors() {
        Duration server = used(process.toHandle());
        Duration sessions = database.stream()
                .flatMap(postgres -> Stream.concat(Stream.of(postgres), postgres.descendants()))
                .map(Server::used)
                .reduce(Duration.ZERO, Duration::plus);
        return new Processors(server, sessions, used(ProcessHandle.current()));
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }
}
