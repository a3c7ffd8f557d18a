package org.ciliumconformance.suites.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ciliumconformance.cluster.k3s.K3sSettings;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a throwaway k3s with Cilium, as {@code --target k3s} does. Classes with the same settings
 * share one; it is removed when all tests have run.
 *
 * <p>Test methods take what they need as parameters: a {@link org.ciliumconformance.suites.dsl.Trial}, with a lane of pods
 * of its own; a {@link org.ciliumconformance.suites.dsl.Inspection}; the {@link
 * org.ciliumconformance.cluster.target.Target}; or the {@link io.fabric8.kubernetes.client.KubernetesClient}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CiliumOnK3sExtension.class)
public @interface CiliumOnK3s {
    /** The version of Cilium's chart; at most one of this, {@link #chart} and {@link #manifest}. */
    String version() default "";

    /** Cilium's chart as a file. */
    String chart() default "";

    /** Cilium's objects as a file. */
    String manifest() default "";

    /** Files with values for the chart. */
    String[] values() default {};

    /** Whether values reproduce AKS's: L7 proxy and Hubble off. */
    boolean likeAks() default false;

    /** How many nodes, 1 or more. */
    int nodes() default 1;

    /** The image of k3s; a system property may be named as <code>${NAME}</code>. */
    String image() default K3sSettings.IMAGE;

    /** Where images come from, each {@code [REGISTRY=]HOST[/PATH]}. */
    String[] mirrors() default {};

    /** The agnhost image of a trial's pods. */
    String workload() default org.ciliumconformance.cluster.lane.WorkloadOptions.AGNHOST;
}
