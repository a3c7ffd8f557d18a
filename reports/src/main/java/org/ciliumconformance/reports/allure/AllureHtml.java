package org.ciliumconformance.reports.allure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.AtomicFile;
import org.ciliumconformance.reports.io.Folders;
import org.jspecify.annotations.Nullable;

/**
 * Has Allure make its HTML of a folder of results: one file that opens without a server and, unlike what Allure makes
 * unasked, tells nobody that it is read.
 *
 * <p>Allure is not part of this suite. It is taken from {@code ALLURE_HOME}, or from where an earlier call put it, or
 * fetched once by Maven, which is the only thing here that needs a network.
 */
public final class AllureHtml {

    /** The version that is fetched. */
    public static final String VERSION = "2.34.0";

    private static final String UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack";
    private static final String ARTIFACT = "io.qameta.allure:allure-commandline:" + VERSION + ":zip";
    /** Where the page of Allure would tell that it is read. */
    private static final String ANALYTICS = "googletagmanager.com";

    private static final Duration FETCHING = Duration.ofMinutes(10);
    private static final Duration MAKING = Duration.ofMinutes(10);
    private static final String WITHOUT =
            "report.html needs nothing of the kind; without the option, allure-results/ is written for Allure elsewhere.";

    private final Map<String, String> environment;
    private final Path cache;
    private final Programs programs;

    /**
     * @param environment the variables of the process: {@code ALLURE_HOME} names an unpacked Allure, {@code MVN} the
     *     Maven to fetch it with
     * @param cache folder that keeps a fetched Allure, created where it does not exist
     */
    public AllureHtml(Map<String, String> environment, Path cache) {
        this(environment, cache, Programs.ofSystem());
    }

    AllureHtml(Map<String, String> environment, Path cache, Programs programs) {
        this.environment = environment;
        this.cache = cache.toAbsolutePath().normalize();
        this.programs = programs;
    }

    /** The folder that keeps a fetched Allure for this user, as the variables of the process say. */
    public static Path cacheOf(Map<String, String> environment) {
        String caches = environment.get("XDG_CACHE_HOME");
        Path root = caches != null && !caches.isBlank()
                ? Path.of(caches)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("java.io.tmpdir")), ".cache");
        return root.resolve("cilium-conformance");
    }

    /**
     * Makes the page.
     *
     * @param results a folder that {@link AllureResults} filled
     * @param page the file to write, whole or not at all
     * @throws ReportException when there is no Allure and none can be fetched, or it fails
     */
    public void write(Path results, Path page) {
        if (!Files.isDirectory(results)) {
            throw refused("there is no folder " + results, "Write the results first.", null);
        }
        Path home = home();
        Path made = scratch("page-");
        try {
            Programs.Ended ended = run(
                    List.of(
                            java(),
                            "-cp",
                            home.resolve("lib") + "/*" + File.pathSeparator + home.resolve("lib/config"),
                            "io.qameta.allure.CommandLine",
                            "generate",
                            results.toAbsolutePath().toString(),
                            "--clean",
                            "--single-file",
                            "-o",
                            made.toString()),
                    made,
                    Map.of("ALLURE_NO_ANALYTICS", "true", "APP_HOME", home.toString()),
                    MAKING,
                    "Allure in " + home + " was not started");
            Path index = made.resolve("index.html");
            // It ends with 0 also where it made nothing.
            if (ended.code() != 0 || !Files.isRegularFile(index)) {
                throw refused(
                        "Allure in " + home + " ended with " + ended.code() + ": " + ended.lastLine(),
                        "Use Allure " + VERSION + ". " + WITHOUT,
                        null);
            }
            byte[] content = Files.readAllBytes(index);
            if (new String(content, StandardCharsets.UTF_8).contains(ANALYTICS)) {
                throw refused(
                        "Allure in " + home + " makes pages that tell " + ANALYTICS + " when they are read",
                        "Use Allure " + VERSION + ", which can be told not to. " + WITHOUT,
                        null);
            }
            AtomicFile.write(page, content);
        } catch (IOException e) {
            throw refused("its page cannot be read: " + e.getMessage(), WITHOUT, e);
        } finally {
            remove(made);
        }
    }

    private Path home() {
        String named = environment.get("ALLURE_HOME");
        if (named != null && !named.isBlank()) {
            Path home = Path.of(named).toAbsolutePath();
            if (!Files.isDirectory(home.resolve("lib"))) {
                throw refused(
                        "ALLURE_HOME is " + named + ", and there is no folder lib in it",
                        "Set it to an unpacked allure-commandline " + VERSION + ", or unset it.",
                        null);
            }
            return home;
        }
        Path kept = cache.resolve("allure-" + VERSION);
        if (!Files.isDirectory(kept.resolve("lib"))) {
            fetch(kept);
        }
        return kept;
    }

    private void fetch(Path kept) {
        Path unpacked = scratch("fetch-");
        try {
            Programs.Ended ended = run(
                    List.of(
                            environment.getOrDefault("MVN", "mvn"),
                            "-q",
                            "-B",
                            "-Dstyle.color=never",
                            UNPACK,
                            "-Dartifact=" + ARTIFACT,
                            "-DoutputDirectory=" + unpacked),
                    // There, because the plugin notes in the folder it runs in what it unpacked, and skips it next
                    // time.
                    unpacked,
                    Map.of(),
                    FETCHING,
                    "Maven was not found, to fetch it with");
            Path whole = unpacked.resolve("allure-" + VERSION);
            if (ended.code() != 0 || !Files.isDirectory(whole.resolve("lib"))) {
                throw refused(
                        "Maven could not fetch " + ARTIFACT + ": " + ended.firstError(),
                        "This needs Maven Central, or a mirror of it in Maven's settings, once. Or unpack"
                                + " allure-commandline " + VERSION + " and set ALLURE_HOME to its folder. " + WITHOUT,
                        null);
            }
            Files.move(whole, kept);
        } catch (IOException e) {
            if (!Files.isDirectory(kept.resolve("lib"))) { // otherwise another process was faster
                throw refused("it cannot be kept in " + kept + ": " + e.getMessage(), "Set XDG_CACHE_HOME.", e);
            }
        } finally {
            remove(unpacked);
        }
    }

    private Programs.Ended run(
            List<String> command, Path in, Map<String, String> variables, Duration atMost, String whereNotStarted) {
        try {
            return programs.run(command, in, variables, atMost);
        } catch (IOException e) {
            throw refused(
                    whereNotStarted,
                    "Install Maven 3.8 or newer, for example the package maven, or set MVN to it. Or unpack"
                            + " allure-commandline " + VERSION + " and set ALLURE_HOME to its folder. " + WITHOUT,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("it was interrupted", "Try again.", e);
        }
    }

    private Path scratch(String prefix) {
        try {
            Files.createDirectories(cache);
            return Files.createTempDirectory(cache, prefix);
        } catch (IOException e) {
            throw refused(
                    "there is no place to work in " + cache + ": " + e.getMessage(),
                    "Set XDG_CACHE_HOME to a folder that this user can write to.",
                    e);
        }
    }

    private static void remove(Path folder) {
        try {
            Folders.remove(folder, null);
        } catch (IOException e) {
            // What stays is in the cache, where it does no harm.
            return;
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static ReportException refused(String why, String remedy, @Nullable Throwable cause) {
        return new ReportException("Cannot make the page of Allure: " + why, remedy, cause);
    }
}
