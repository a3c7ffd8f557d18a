package org.ciliumconformance.suites.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Builds the image from what is on this machine: a Java runtime of the modules that are needed, a shell and three
 * commands with their libraries, and the classes of this test. Built once for the same contents.
 */
public final class StandInImage {
    private static final String REPOSITORY = "cilium-conformance-test/k3s";
    private static final List<String> COMMANDS = List.of("sh", "mount", "mkdir");
    private static final String MODULES =
            "java.base,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.unsupported,jdk.crypto.ec";

    private static final String K3S = """
            #!/bin/sh
            exec /jre/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '/app/*' %s "$@"
            """;

    private StandInImage() {}

    /** The image of k3s, made if it is not there. */
    public static String k3s() {
        return build(StandInK3s.class.getName(), REPOSITORY);
    }

    private static String build(String main, String repository) {
        DockerClient docker = DockerClientFactory.instance().client();
        List<Path> classPath = Arrays.stream(property("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        String reference = repository + ":" + hash(classPath, main);
        try {
            docker.inspectImageCmd(reference).exec();
            return reference;
        } catch (NotFoundException e) {
            // It is made now.
        }
        Path context = null;
        try {
            context = Files.createTempFile("stand-in-", ".tar");
            write(context, classPath, main);
            docker.buildImageCmd(Files.newInputStream(context))
                    .withTags(Set.of(reference))
                    .exec(new BuildImageResultCallback())
                    .awaitImageId();
            return reference;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            delete(context);
        }
    }

    private static String property(String name) {
        return String.valueOf(System.getProperty(name));
    }

    private static void write(Path context, List<Path> classPath, String main)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("stand-in-");
        try (OutputStream out = Files.newOutputStream(context);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            text(tar, "Dockerfile", """
                    FROM scratch
                    ADD root /
                    ENV PATH=/bin
                    ENTRYPOINT ["/bin/k3s"]
                    CMD ["agent"]
                    VOLUME /var/lib/rancher/k3s
                    """);
            Path jre = work.resolve("jre");
            run(
                    Path.of(property("java.home"), "bin", "jlink").toString(),
                    "--add-modules=" + MODULES,
                    "--strip-java-debug-attributes",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output=" + jre);
            Set<Path> libraries = new TreeSet<>();
            try (Stream<Path> files = Files.walk(jre)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    file(tar, "root/jre/" + jre.relativize(file), file);
                    if (Files.isExecutable(file) || file.toString().endsWith(".so")) {
                        libraries.addAll(libraries(file));
                    }
                }
            }
            for (String command : COMMANDS) {
                Path file = found(command);
                file(tar, "root/bin/" + command, file);
                libraries.addAll(libraries(file));
            }
            for (Path library : libraries) {
                if (!library.startsWith(jre)) {
                    file(tar, "root" + library, library);
                }
            }
            text(tar, "root/bin/k3s", K3S.formatted(main));
            text(tar, "root/tmp/.keep", "");
            text(tar, "root/var/lib/rancher/k3s/.keep", "");
            for (int i = 0; i < classPath.size(); i++) {
                Path entry = classPath.get(i);
                // A folder in a class path with a star would not be looked into: it becomes an archive.
                file(tar, "root/app/" + i + ".jar", Files.isDirectory(entry) ? jar(work, i, entry) : entry);
            }
        } finally {
            delete(work);
        }
    }

    private static Path jar(Path work, int number, Path folder) throws IOException, InterruptedException {
        Path jar = work.resolve(number + ".jar");
        run(
                Path.of(property("java.home"), "bin", "jar").toString(),
                "--create",
                "--no-compress",
                "--file=" + jar,
                "-C",
                folder.toString(),
                ".");
        return jar;
    }

    private static Path found(String command) throws IOException {
        for (String folder : List.of("/bin", "/usr/bin", "/sbin")) {
            Path file = Path.of(folder, command);
            if (Files.exists(file)) {
                return file.toRealPath();
            }
        }
        throw new IOException("this machine has no " + command);
    }

    private static List<Path> libraries(Path file) throws IOException, InterruptedException {
        List<Path> libraries = new ArrayList<>();
        for (String line : run("ldd", file.toString())) {
            for (String word : line.strip().split("\\s+")) {
                if (word.startsWith("/") && !word.endsWith(":")) {
                    libraries.add(Path.of(word));
                }
            }
        }
        return libraries;
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        // For a file that is not linked dynamically ldd ends with 1, and has nothing to tell.
        if (code != 0 && !command[0].equals("ldd")) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + output);
        }
        return output.lines().toList();
    }

    private static void text(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setMode(0755);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(file));
        entry.setMode(Files.isExecutable(file) ? 0755 : 0644);
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    /** Of the contents that change: the classes of this build, and the names of the libraries. */
    private static String hash(List<Path> classPath, String main) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(main.getBytes(StandardCharsets.UTF_8));
            for (Path entry : classPath) {
                digest.update(String.valueOf(entry.getFileName()).getBytes(StandardCharsets.UTF_8));
                if (Files.isDirectory(entry)) {
                    try (Stream<Path> files = Files.walk(entry)) {
                        for (Path file : files.filter(Files::isRegularFile)
                                .filter(file -> file.toString().contains("/simulator/")
                                        || file.toString().contains("/suites/k3s/"))
                                .sorted()
                                .toList()) {
                            digest.update(Files.readAllBytes(file));
                        }
                    }
                } else if (entry.toString().contains("cilium-conformance-simulator")) {
                    digest.update(Files.readAllBytes(entry));
                }
            }
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(@Nullable Path path) {
        if (path == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
