package io.maru.attachment;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Blobs as files {@code ab/cd/<sha256>} of one folder. Written under another name first and moved when complete, so that
 * a file with a content's name always has that content.
 */
final class FileSystemBlobStore implements BlobStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String THUMBNAIL = ".thumbnail";
    private static final String LEAVING = ".leaving";
    private static final int BUFFER_LENGTH = 64 * 1024;

    private final Path folder;
    private final Path incoming;

    FileSystemBlobStore(Path folder) throws IOException {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        Files.createDirectories(incoming);
    }

    @Override
    public Blob write(InputStream content) throws IOException {
        Path temporary = incoming.resolve(UUID.randomUUID().toString());
        try {
            MessageDigest sha256 = sha256();
            long size = 0;
            try (FileChannel file =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                byte[] buffer = new byte[BUFFER_LENGTH];
                for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                    sha256.update(buffer, 0, length);
                    size += length;
                    writeFully(file, ByteBuffer.wrap(buffer, 0, length));
                }
                file.force(true);
            }
            String name = HexFormat.of().formatHex(sha256.digest());
            // Also over an equal one: its new age says that it is in use.
            moveInto(temporary, name, "");
            return new Blob(name, size);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public Resource read(String sha256) throws IOException {
        Path file = path(sha256);
        if (!Files.exists(file)) {
            throw new FileNotFoundException("No blob " + sha256 + " in " + folder);
        }
        return new FileSystemResource(file);
    }

    @Override
    public Optional<Resource> readThumbnail(String sha256) {
        Path file = thumbnail(sha256);
        return Files.exists(file) ? Optional.of(new FileSystemResource(file)) : Optional.empty();
    }

    @Override
    public void writeThumbnail(String sha256, byte[] picture) throws IOException {
        Path temporary = incoming.resolve(UUID.randomUUID().toString());
        try {
            Files.write(temporary, picture);
            moveInto(temporary, sha256, THUMBNAIL);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public int removeUnused(Instant writtenBefore, UnaryOperator<Set<String>> used) throws IOException {
        removeAbandoned(writtenBefore);
        int removed = 0;
        for (Path first : folders(folder)) {
            for (Path second : folders(first)) {
                Set<String> old = new HashSet<>();
                for (Path file : files(second)) {
                    String name = file.getFileName().toString();
                    if (SHA256.matcher(name).matches() && isWrittenBefore(file, writtenBefore)) {
                        old.add(name);
                    }
                }
                if (!old.isEmpty()) {
                    Set<String> needed = used.apply(old);
                    for (String name : old) {
                        if (!needed.contains(name) && remove(name, writtenBefore)) {
                            removed++;
                        }
                    }
                }
            }
        }
        return removed;
    }

    /** Takes it aside before looking at its age once more, because the same content may be uploaded at this moment. */
    private boolean remove(String sha256, Instant writtenBefore) throws IOException {
        Path file = path(sha256);
        Path aside = file.resolveSibling(sha256 + LEAVING);
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        if (!isWrittenBefore(aside, writtenBefore)) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return false;
        }
        Files.delete(aside);
        Files.deleteIfExists(thumbnail(sha256));
        return true;
    }

    private void removeAbandoned(Instant writtenBefore) throws IOException {
        for (Path file : files(incoming)) {
            if (isWrittenBefore(file, writtenBefore)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isWrittenBefore(Path file, Instant instant) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isDirectory(entry)
                            && entry.getFileName().toString().length() == 2)
                    .toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }

    private Path outer(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2));
    }

    private Path inner(String sha256) {
        return outer(sha256).resolve(sha256.substring(2, 4));
    }

    private Path path(String sha256) {
        return inner(sha256).resolve(sha256);
    }

    private Path thumbnail(String sha256) {
        return inner(sha256).resolve(sha256 + THUMBNAIL);
    }

    private void moveInto(Path temporary, String sha256, String suffix) throws IOException {
        createFolder(outer(sha256), folder);
        createFolder(inner(sha256), outer(sha256));
        Files.move(
                temporary,
                inner(sha256).resolve(sha256 + suffix),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(inner(sha256));
    }

    private static void createFolder(Path wanted, Path parent) throws IOException {
        if (!Files.isDirectory(wanted)) {
            try {
                Files.createDirectory(wanted);
                force(parent);
            } catch (FileAlreadyExistsException another) {
                // Made by a concurrent upload.
            }
        }
    }

    /** A new name in a folder is only safe from a power failure once the folder itself is written. */
    private static void force(Path changed) throws IOException {
        try (FileChannel directory = FileChannel.open(changed, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
