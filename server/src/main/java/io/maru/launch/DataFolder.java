package io.maru.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything an installation must keep. Whoever runs the embedded database in it holds its lock;
 * the operating system drops the lock with the process, however that ends.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private @Nullable FileChannel lock;

    private DataFolder(Path path) {
        this.path = path;
    }

    /** Makes sure that the folder exists and can be written. */
    static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                keepPrivate(folder);
            }
            Files.delete(Files.createTempFile(folder, ".writable", null));
        } catch (IOException e) {
            throw new LaunchFailure(ExitCode.DATA_NOT_WRITABLE, "data.not_writable", folder);
        }
        return new DataFolder(folder);
    }

    Path path() {
        return path;
    }

    /**
     * Refuses when another process works on this folder.
     *
     * @param address where this process will answer, told to whoever is refused
     */
    void lock(String address) {
        Optional<String> other = lockUnlessUsed(address);
        if (other.isPresent()) {
            throw new LaunchFailure(ExitCode.DATA_IN_USE, "data.in_use", path, other.get());
        }
    }

    /**
     * Takes this folder unless another process works on it.
     *
     * @return where that other process answers
     */
    @SuppressWarnings("resource") // The lock is held until close().
    Optional<String> lockUnlessUsed(String address) {
        Path file = path.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!acquired(channel)) {
                channel.close();
                return Optional.of(Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((address + "\n").getBytes(StandardCharsets.UTF_8)));
            lock = channel;
            return Optional.empty();
        } catch (IOException e) {
            throw new LaunchFailure(ExitCode.DATA_NOT_WRITABLE, "data.not_writable", path);
        }
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock acquired = channel.tryLock();
            return acquired != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    static void keepPrivate(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            // The process is ending, and its end drops the lock as well.
        }
    }
}
