package org.ciliumconformance.suites.run;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;

/**
 * Splits a selection among the shards of a run. It depends on the selection alone, not on the cluster: a node that comes
 * or goes between the beginnings of two shards must not make them run a behavior twice, or never.
 */
public final class ShardSplit {
    /**
     * Behaviors that take a lane first, for they take the time. By a digest of the id, since neighbors in the catalogue
     * are alike: each shard gets some that are slow, and some that do not apply.
     */
    private static final Comparator<CatalogueEntry> DEAL = Comparator.comparing(CatalogueEntry::needsLane)
            .reversed()
            .thenComparing(entry -> UUID.nameUUIDFromBytes(entry.id().getBytes(StandardCharsets.UTF_8)));

    private ShardSplit() {}

    /**
     * The shard's part: no shard has more than one behavior more than another. The order of the selection is kept.
     */
    public static List<CatalogueEntry> part(List<CatalogueEntry> selected, Shard shard) {
        List<CatalogueEntry> dealt = selected.stream().sorted(DEAL).toList();
        Set<String> ids = new HashSet<>();
        for (int i = shard.number() - 1; i < dealt.size(); i += shard.count()) {
            ids.add(dealt.get(i).id());
        }
        return selected.stream().filter(entry -> ids.contains(entry.id())).toList();
    }
}
