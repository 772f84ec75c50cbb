package io.maru.launch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked from the class path, and how to run them as whoever we are. */
final class PostgresProgram {

    /** The version of the binaries on the class path; a test holds the two together. */
    static final String VERSION = "18.6";

    static final int MAJOR = 18;

    private static final String ARCHIVE = archive(System.getProperty("os.name"), System.getProperty("os.arch"));

    private static final int NOBODY = 65534;

    private static final List<String> IN_A_NAMESPACE = List.of("unshare", "--user");

    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--securebits=+no_setuid_fixup",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override");

    private final Path folder;
    private final List<String> stepDown;
    private final int user;

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own a process is nobody to itself, while its files stay
     * root's. Where namespaces are forbidden, as in many containers, it becomes nobody in earnest, and keeps of root's
     * rights only that folders such as root's home do not stop it.
     */
    private PostgresProgram(Path folder) {
        this.folder = folder;
        if (!isRoot()) {
            stepDown = List.of();
            user = -1;
        } else if (succeeds(IN_A_NAMESPACE)) {
            stepDown = IN_A_NAMESPACE;
            user = 0;
        } else if (succeeds(AS_NOBODY)) {
            stepDown = AS_NOBODY;
            user = NOBODY;
        } else {
            throw new LaunchFailure(ExitCode.EMBEDDED_DATABASE_FAILED, "embedded.not_as_root");
        }
    }

    /** Unpacks the programs below the given folder unless they are there already. */
    static PostgresProgram unpackedIn(Path folder) {
        Path unpacked = folder.resolve("postgresql-" + VERSION);
        try {
            if (!Files.isDirectory(unpacked)) {
                Files.createDirectories(folder);
                Path unfinished = Files.createTempDirectory(folder, "postgresql-");
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
                unpack(unfinished);
                try {
                    Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
                } catch (FileSystemException e) {
                    // Another process was faster; its copy is the same.
                    FileSystemUtils.deleteRecursively(unfinished);
                    if (!Files.isDirectory(unpacked)) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's programs cannot be unpacked into " + folder, e);
        }
        return new PostgresProgram(unpacked);
    }

    /**
     * Runs one of the programs to its end.
     *
     * @param output the file that receives what the program says
     * @return its exit code
     */
    int run(Path output, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(stepDown);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // Variables such as PGDATA or a foreign locale would speak into the arguments given here.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder.start().waitFor();
    }

    /**
     * Makes the files of a cluster belong to whom the programs run as: PostgreSQL insists on it, and a cluster may have
     * been made under other circumstances.
     */
    void own(Path cluster) throws IOException {
        if (stepDown.isEmpty() || owner(cluster) == user) {
            return;
        }
        try (Stream<Path> files = Files.walk(cluster)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    private static boolean succeeds(List<String> stepDown) {
        List<String> command = new ArrayList<>(stepDown);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRoot() {
        Path self = Path.of("/proc/self");
        try {
            return Files.exists(self) && owner(self) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void unpack(Path target) throws IOException {
        @Nullable InputStream archive = PostgresProgram.class.getResourceAsStream("/" + ARCHIVE);
        if (archive == null) {
            throw new LaunchFailure(ExitCode.EMBEDDED_DATABASE_FAILED, "embedded.no_binaries", ARCHIVE);
        }
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String archive(String system, String architecture) {
        String name = system.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = architecture.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-%s-%s.txz".formatted(name, processor);
    }
}
