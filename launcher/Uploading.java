import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** People who send files: large ones, too large ones, and such as do not arrive. */
final class Uploading {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int LARGEST = 100;
    private static final int RANGE = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Uploading() {}

    /** Sends four files of 100 MB at once, fetches each in pieces, and prints how many came back as they were. */
    static void fourAtOnce(int port) throws Exception {
        Client client = Client.signedIn(port);
        int same = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> people = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                int number = seed;
                people.add(threads.submit(() -> comesBack(client, number)));
            }
            for (Future<Boolean> person : people) {
                same += person.get() ? 1 : 0;
            }
        }
        System.out.println(same);
    }

    private static boolean comesBack(Client client, int seed) throws Exception {
        HttpResponse<String> uploaded = upload(client, "large-" + seed + ".bin", seed, LARGEST);
        Client.expect(201, uploaded);
        String url = Client.json(uploaded).path("url").asString();
        MessageDigest received = MessageDigest.getInstance("SHA-256");
        for (int begin = 0; begin < LARGEST; begin += RANGE) {
            int from = begin * MEGABYTE;
            int to = Math.min(begin + RANGE, LARGEST) * MEGABYTE - 1;
            HttpResponse<byte[]> piece = client.send(
                    client.request(url).setHeader("Range", "bytes=" + from + "-" + to), BodyHandlers.ofByteArray());
            Client.expect(206, piece);
            received.update(piece.body());
        }
        MessageDigest sent = MessageDigest.getInstance("SHA-256");
        noise(seed, LARGEST).forEach(sent::update);
        return MessageDigest.isEqual(received.digest(), sent.digest());
    }

    /** Sends more than a file may have, and prints how that is answered. */
    static void tooLarge(int port) throws Exception {
        Client client = Client.signedIn(port);
        HttpResponse<String> refused = upload(client, "larger.bin", 4, LARGEST + 1);
        System.out.println(refused.statusCode() + " " + Client.json(refused).path("code").asString());
    }

    /** Announces more than it sends and goes away, once the server has begun to write; waits until nothing is left of it. */
    static void cutOff(int port, Path incoming) throws Exception {
        Client client = Client.signedIn(port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            StringBuilder head = new StringBuilder("POST /api/attachments?fileName=cut-off.bin HTTP/1.1\r\n")
                    .append("Host: localhost:" + port + "\r\n")
                    .append("Content-Type: application/octet-stream\r\n")
                    .append("Content-Length: " + MEGABYTE + "\r\n");
            client.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
            OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[MEGABYTE / 2]);
            out.flush();
            await(() -> !isEmpty(incoming));
        }
        await(() -> isEmpty(incoming));
        System.out.println("nothing left");
    }

    private static HttpResponse<String> upload(Client client, String name, int seed, int megabytes)
            throws IOException, InterruptedException {
        BodyPublisher content = BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(noise(seed, megabytes)), (long) megabytes * MEGABYTE);
        return client.send(
                client.request("/api/attachments?fileName=" + name)
                        .setHeader("Content-Type", "application/octet-stream")
                        .POST(content),
                BodyHandlers.ofString());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("It did not come to that in " + DEADLINE);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Blocks of a megabyte that are like nothing else, made when they are asked for; the same for the same seed. */
    private static Iterable<byte[]> noise(int seed, int megabytes) {
        return () -> IntStream.range(0, megabytes)
                .mapToObj(number -> {
                    byte[] block = new byte[MEGABYTE];
                    new SplittableRandom(1000L * seed + number).nextBytes(block);
                    return block;
                })
                .iterator();
    }
}
