package org.ciliumconformance.suites.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stands in for the launcher at the root of the repository: starts these classes, and has runs be of few behaviors, and
 * watches be short.
 */
final class ShortLauncher {
    /** Enough to have a run, in no time. */
    static final List<String> FEW =
            List.of("connectivity.pod.*", "network-policy.default-deny.ingress", "upgrade.*", "--lanes=1");

    private ShortLauncher() {}

    /** Puts {@code cilium-conformance} into the folder. */
    static void write(Path folder) throws IOException {
        Path launcher = Files.writeString(folder.resolve("cilium-conformance"), """
                #!/bin/sh
                case $1 in
                    run) shift; set -- run %1$s --settle-timeout=5s "$@" ;;
                    accept | monitor)
                        # Nobody upgrades the cluster: a watch until that is done would not be certain of it.
                        words= left_out=
                        for word; do
                            case $left_out$word in
                                --until) left_out=yes: ;;
                                yes:*) left_out= ;;
                                [123][hm]) words="$words 5s" ;;
                                *) words="$words $word" ;;
                            esac
                        done
                        if [ "$1" = monitor ]; then set -- $words; else set -- $words %1$s; fi ;;
                esac
                exec '%2$s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp '%3$s' %4$s "$@"
                """.formatted(
                        FEW.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")),
                        ProcessHandle.current().info().command().orElse("java"),
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
