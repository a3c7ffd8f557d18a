package org.ciliumconformance.suites.catalogue;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Kind;
import org.junit.jupiter.api.Test;

/**
 * A test method that asserts one documented behavior. All that is known about the behavior, other than the assertion
 * itself, is said here: plan, list, explanation, report and filters read this declaration.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface Behavior {

    /** Stable id, {@code area.topic.detail} in lower case with hyphens. Never changes: baselines refer to it. */
    String id();

    /** What is asserted, in one sentence. */
    String statement();

    Kind kind() default Kind.REQUIRED;

    /** Where it is documented. */
    Source source();

    /** How it is checked, in a few sentences: for {@code explain} and the generated pages. */
    String how();

    /** Profiles on which it is documented; empty for every cluster with Cilium. */
    Profile[] profiles() default {};

    /** Whether it also holds on a cluster that is not Cilium, by the reading of Kubernetes alone. */
    boolean plainKubernetes() default false;

    /** Cilium versions, as a range of semantic versions: {@code >=1.13.0 <1.17.0 || >=1.18.3}. */
    String cilium() default "*";

    /**
     * Cilium versions of AKS managed clusters on which the document holds, as a range of semantic versions: AKS supports
     * parts of Cilium later than Cilium itself does.
     */
    String aksManaged() default "*";

    /** Kubernetes versions, as a range of semantic versions. */
    String kubernetes() default "*";

    /**
     * Conditions on {@code cilium-config}: {@code key=value}, {@code key!=value}, {@code key!~text} (does not contain
     * it). A missing key has the agent's default, which is the empty text unless {@link ConfigDefaults} knows better.
     */
    String[] config() default {};

    /** What the cluster must have. */
    Feature[] with() default {};

    /** What the cluster must not have. */
    Feature[] without() default {};

    /** How many schedulable Linux nodes it needs. */
    int nodes() default 1;

    /** What it needs beyond ordinary pods. */
    Need[] needs() default {};

    /** Words that name groups of behaviors across topics, for example a list of cases elsewhere; see {@link Tags}. */
    String[] tags() default {};
}
