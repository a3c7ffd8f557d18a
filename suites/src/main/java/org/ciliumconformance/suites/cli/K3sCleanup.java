package org.ciliumconformance.suites.cli;

import org.ciliumconformance.cluster.k3s.K3sLeftovers;
import org.ciliumconformance.reports.ExitCode;

/** Removes the containers of throwaway clusters, by their labels. Loaded only when it is asked for. */
final class K3sCleanup {
    private final Terminal terminal;

    K3sCleanup(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * @param force also those that a run in progress uses
     * @throws org.ciliumconformance.cluster.UserError when the engine cannot be used
     */
    ExitCode execute(boolean force) {
        K3sLeftovers leftovers = K3sLeftovers.open();
        boolean removed = false;
        for (K3sLeftovers.Cluster cluster : leftovers.clusters()) {
            if (cluster.inUse() && !force) {
                terminal.out()
                        .println("k3s cluster " + cluster.id() + " belongs to a run in progress" + cluster.whose()
                                + " and stays; --force removes it, too");
                continue;
            }
            leftovers.remove(cluster);
            removed = true;
            terminal.out().println("removed k3s cluster " + cluster.id() + (cluster.kept() ? ", which was kept" : ""));
        }
        if (!removed) {
            terminal.out().println("nothing to remove");
        }
        terminal.out().flush();
        return ExitCode.SUCCESS;
    }
}
