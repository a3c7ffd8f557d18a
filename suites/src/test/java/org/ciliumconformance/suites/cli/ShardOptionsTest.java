package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ShardOptionsTest {
    private static final Map<String, String> THIRD_POD = Map.of("JOB_COMPLETION_INDEX", "2");

    @Command
    private static final class Words {
        @Mixin
        private final ShardOptions shards;

        Words(Map<String, String> environment) {
            shards = new ShardOptions(environment);
        }
    }

    private static ShardOptions of(Map<String, String> environment, String... words) {
        Words command = new Words(environment);
        new CommandLine(command).parseArgs(words);
        return command.shards;
    }

    @Test
    void withoutTheOptionsARunIsWhole() {
        assertThat(of(THIRD_POD).shard()).isNull();
        assertThat(of(THIRD_POD).part(List.of())).isEmpty();
    }

    @Test
    void aShardIsNamedOrTakenFromTheIndexOfTheJob() {
        assertThat(of(THIRD_POD, "--shard", "2/4", "--shard-of", "nightly").shard())
                .isEqualTo(new Shard(2, 4, "nightly"));
        assertThat(of(THIRD_POD, "--shard", "auto/4", "--shard-of", "nightly").shard())
                .isEqualTo(new Shard(3, 4, "nightly"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --shard 1/2                      | --shard and --shard-of need each other.
                    --shard-of a                     | --shard and --shard-of need each other.
                    --shard 1/2 --shard-of a_        | --shard-of 'a_' is no name for a run.
                    --shard 0/2 --shard-of a         | --shard '0/2' is no part of a run.
                    --shard 2 --shard-of a           | --shard '2' is no part of a run.
                    --shard 3/2 --shard-of a         | There is no shard 3 of 2.
                    --shard auto/2 --shard-of a      | There is no shard 3 of 2.
                    """)
    void whatIsNoShardIsRefused(String words, String message) {
        assertThatThrownBy(() -> of(THIRD_POD, words.split(" ")).shard())
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void anIndexedJobIsNeededForAuto() {
        assertThatThrownBy(() ->
                        of(Map.of(), "--shard", "auto/2", "--shard-of", "a").shard())
                .hasMessage("--shard auto/2 needs the variable JOB_COMPLETION_INDEX, which is not set.");
        assertThatThrownBy(() -> of(Map.of("JOB_COMPLETION_INDEX", "x"), "--shard", "auto/2", "--shard-of", "a")
                        .shard())
                .hasMessage("--shard auto/2 needs the variable JOB_COMPLETION_INDEX, which is 'x'.");
    }

    @Test
    void noShardIsWithoutABehavior() {
        assertThatThrownBy(() -> of(Map.of(), "--shard", "1/9", "--shard-of", "a")
                        .part(Catalogue.load().entries().subList(0, 8)))
                .hasMessage("A run of 8 behaviors cannot be split in 9.");
    }
}
