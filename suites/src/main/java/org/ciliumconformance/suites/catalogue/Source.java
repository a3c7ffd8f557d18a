package org.ciliumconformance.suites.catalogue;

import org.ciliumconformance.reports.model.Citation;

/** Documents that behaviors cite. */
public enum Source {
    AKS_LIMITATIONS(aks("Limitations")),
    AKS_FAQ_KUBE_PROXY(aks("Frequently asked questions: does it use kube-proxy?")),
    AKS_FAQ_IPBLOCK(aks("Frequently asked questions: why is traffic blocked when an ipBlock allows it?")),
    AKS_FAQ_LIMITS(aks("Frequently asked questions: CPU or memory limits on the daemonset?")),
    AKS_POLICY_ENFORCEMENT(aks("Network Policy Enforcement")),
    AKS_INTRODUCTION(aks("Introduction: functionality equivalent to Azure CNI")),
    KUBERNETES_NETWORK_POLICY(new Citation(
            "Kubernetes documentation",
            "Network Policies",
            "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
            "networking.k8s.io/v1")),
    KUBERNETES_SERVICE(new Citation(
            "Kubernetes documentation",
            "Service",
            "https://kubernetes.io/docs/concepts/services-networking/service/",
            "v1")),
    KUBERNETES_DNS(new Citation(
            "Kubernetes documentation",
            "DNS for Services and Pods",
            "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/",
            "v1")),
    CILIUM_INTERNAL_TRAFFIC_POLICY(new Citation(
            "Cilium release notes",
            "v1.13.0: service internal traffic policy",
            "https://github.com/cilium/cilium/pull/21871",
            "since 1.13.0")),
    CILIUM_PROTOCOL_DIFFERENTIATION(new Citation(
            "Cilium release notes",
            "v1.17.0: service protocol differentiation",
            "https://github.com/cilium/cilium/pull/33434",
            "since 1.17.0")),
    CILIUM_HOST_PORT_PROTOCOLS(new Citation(
            "Cilium issue 41426",
            "A host port for both protocols of one pod keeps only the last",
            "https://github.com/cilium/cilium/issues/41426",
            "1.18.0 to 1.18.2")),
    CILIUM_SELF_CONNECTION(new Citation(
            "Cilium issue 19406",
            "Policy on replies of a pod that connects to itself through its Service",
            "https://github.com/cilium/cilium/issues/19406",
            "closed December 2023")),
    CILIUM_SAME_NAMESPACE_HOLE(new Citation(
            "Security advisory GHSA-fm8w-2m5w-9j7r",
            "An ingress ipBlock admits all pods of the policy's namespace",
            "https://github.com/cilium/cilium/security/advisories/GHSA-fm8w-2m5w-9j7r",
            "1.18 and 1.19 with policy-default-local-cluster")),
    CILIUM_POLICY_MODES(cilium("Policy Enforcement Modes and Rule Basics", "intro")),
    CILIUM_LAYER_3(cilium("Layer 3 Policies", "layer3")),
    CILIUM_LAYER_4(cilium("Layer 4 Policies", "layer4")),
    CILIUM_DENY(cilium("Deny Policies", "deny")),
    CILIUM_KUBERNETES(cilium("Using Kubernetes Constructs In Policy", "kubernetes")),
    CILIUM_ENABLE_DEFAULT_DENY(new Citation(
            "Cilium pull request 30572",
            "Add EnableDefaultDeny field to Network Policy",
            "https://github.com/cilium/cilium/pull/30572",
            "since 1.16.0")),
    CILIUM_PORT_RANGES(new Citation(
            "Cilium issue 16622",
            "Port ranges in network policies",
            "https://github.com/cilium/cilium/issues/16622",
            "since 1.16.0")),
    AKS_FAQ_CILIUM_NETWORK_POLICY(aks("Frequently asked questions: can I use CiliumNetworkPolicy?")),
    AKS_MIGRATION_FROM_NPM(new Citation(
            "Migrate from Network Policy Manager (NPM) to Cilium Network Policy",
            "NetworkPolicy with ipBlock",
            "https://learn.microsoft.com/azure/aks/migrate-from-npm-to-cilium-network-policy",
            "2026-08-21"));

    private final Citation citation;

    Source(Citation citation) {
        this.citation = citation;
    }

    public Citation citation() {
        return citation;
    }

    private static Citation cilium(String section, String page) {
        return new Citation(
                "Cilium documentation",
                section,
                "https://docs.cilium.io/en/v1.19/security/policy/" + page + "/",
                "1.19.4");
    }

    private static Citation aks(String section) {
        return new Citation(
                "Configure Azure CNI Powered by Cilium in Azure Kubernetes Service (AKS)",
                section,
                "https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium",
                "2024-02-12");
    }
}
