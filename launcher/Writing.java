import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** People who write at the same time, and what is left of what they wrote. */
final class Writing {

    private static final int CREATES_PER_SERVER = 100;
    private static final int AT_ONCE = 20;

    private Writing() {}

    /** Creates 100 requests on each server, twenty at a time on each, and prints how many distinct keys came of it. */
    static void createOn(List<Integer> ports) throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        List<Callable<List<String>>> writers = new ArrayList<>();
        for (int port : ports) {
            Client client = Client.signedIn(port);
            Map<String, Object> request = client.newRequest("메일이 보내지지 않아요");
            for (int writer = 0; writer < AT_ONCE; writer++) {
                writers.add(() -> {
                    List<String> keys = new ArrayList<>();
                    begin.await();
                    for (int i = 0; i < CREATES_PER_SERVER / AT_ONCE; i++) {
                        keys.add(create(client, request));
                    }
                    return keys;
                });
            }
        }
        Set<String> keys = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            List<Future<List<String>>> running = writers.stream().map(threads::submit).toList();
            begin.countDown();
            for (Future<List<String>> writer : running) {
                keys.addAll(writer.get());
            }
        }
        System.out.println(keys.size());
    }

    /**
     * Creates requests and comments on them until the server is gone. Each line it prints is acknowledged: a request's
     * key, or a key and the word that a comment on it says.
     */
    static void writeUntilCutOff(int port) throws Exception {
        Client client = Client.signedIn(port);
        Map<String, Object> request = client.newRequest("전원이 나가도 남아야 하는 요청");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(threads.submit(() -> {
                    try {
                        while (true) {
                            String key = create(client, request);
                            acknowledged(key);
                            for (int comment = 0; comment < 3; comment++) {
                                String word = UUID.randomUUID().toString();
                                HttpResponse<String> answer = client.post(
                                        "/api/tickets/" + key + "/comments",
                                        Map.of("body", "<p>" + word + "</p>", "internal", comment == 0));
                                Client.expect(201, answer);
                                acknowledged(key + " " + word);
                            }
                        }
                    } catch (IOException cutOff) {
                        return null;
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    /** Prints how many of the acknowledged lines of a file the API does not show. */
    static void missing(int port, Path acknowledged) throws Exception {
        Client client = Client.signedIn(port);
        Map<String, String> tickets = new TreeMap<>();
        int missing = 0;
        for (String line : Files.readAllLines(acknowledged)) {
            String key = line.split(" ")[0];
            if (!tickets.containsKey(key)) {
                HttpResponse<String> answer = client.get("/api/tickets/" + key);
                tickets.put(key, answer.statusCode() == 200 ? answer.body() : "");
            }
            if (!tickets.get(key).contains(line.substring(key.length()).strip()) || tickets.get(key).isEmpty()) {
                missing++;
            }
        }
        System.out.println(missing);
    }

    private static String create(Client client, Map<String, Object> request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.post("/api/requests", request);
        Client.expect(201, answer);
        return Client.json(answer).path("key").asString();
    }

    private static synchronized void acknowledged(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
