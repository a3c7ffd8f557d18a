package org.ciliumconformance.suites.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * For an option whose duration may be left out: it is what is attached with an equals sign, and never the word that
 * comes next, which may be the id of a behavior.
 */
final class AttachedOnly implements IParameterPreprocessor {
    /** As long as it takes, as far as an option can say. */
    private static final Duration LONG = Duration.ofDays(1);

    @Override
    @SuppressWarnings("JdkObsolete") // the interface has it so
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> about) {
        if ("=".equals(about.get("separator"))) {
            return false;
        }
        option.setValue(LONG);
        return true;
    }
}
