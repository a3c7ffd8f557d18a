package org.ciliumconformance.suites.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this suite, from the jar's manifest. */
final class Version implements IVersionProvider {
    /** What is said where there is no manifest, as in an IDE. */
    private static final String UNPACKAGED = "development";

    static String ofSuite() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKAGED : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "cilium-conformance " + ofSuite(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")"
        };
    }
}
