package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.ciliumconformance.cluster.lane.Lane;

/** A label selector for pods or for namespaces, which never reaches beyond the lane: all that is said must hold. */
public final class Selecting {
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    private final List<BiConsumer<LabelSelectorBuilder, Lane>> requirements = new ArrayList<>();

    private Selecting() {
        requirements.add((selector, lane) -> selector.addToMatchLabels("lane", lane.id()));
    }

    /** All of the lane, until more is said. */
    public static Selecting ofLane() {
        return new Selecting();
    }

    public Selecting label(String key, String value) {
        return and((selector, lane) -> selector.addToMatchLabels(key, value));
    }

    public Selecting in(String key, String... values) {
        return expression(key, "In", values);
    }

    public Selecting notIn(String key, String... values) {
        return expression(key, "NotIn", values);
    }

    public Selecting exists(String key) {
        return expression(key, "Exists");
    }

    public Selecting doesNotExist(String key) {
        return expression(key, "DoesNotExist");
    }

    /** The namespace of this letter, by the label that Kubernetes itself gives it. */
    public Selecting named(String letter) {
        return and((selector, lane) -> selector.addToMatchLabels(NAMESPACE_NAME, lane.namespace(letter)));
    }

    /** All but the namespace of this letter, by the label that Kubernetes itself gives it. */
    public Selecting notNamed(String letter) {
        return and((selector, lane) -> selector.addNewMatchExpression()
                .withKey(NAMESPACE_NAME)
                .withOperator("NotIn")
                .withValues(lane.namespace(letter))
                .endMatchExpression());
    }

    private Selecting expression(String key, String operator, String... values) {
        return and((selector, lane) -> selector.addNewMatchExpression()
                .withKey(key)
                .withOperator(operator)
                .withValues(Arrays.asList(values))
                .endMatchExpression());
    }

    private Selecting and(BiConsumer<LabelSelectorBuilder, Lane> requirement) {
        requirements.add(requirement);
        return this;
    }

    LabelSelector in(Lane lane) {
        LabelSelectorBuilder selector = new LabelSelectorBuilder();
        requirements.forEach(requirement -> requirement.accept(selector, lane));
        return selector.build();
    }
}
