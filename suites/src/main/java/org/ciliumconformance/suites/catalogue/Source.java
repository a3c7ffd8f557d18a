package org.ciliumconformance.suites.catalogue;

import org.ciliumconformance.reports.model.Citation;

/** Documents that behaviors cite. */
public enum Source {
    AKS_LIMITATIONS(aks("Limitations")),
    AKS_FAQ_KUBE_PROXY(aks("Frequently asked questions: does it use kube-proxy?")),
    AKS_FAQ_IPBLOCK(aks("Frequently asked questions: why is traffic blocked when an ipBlock allows it?")),
    AKS_FAQ_LIMITS(aks("Frequently asked questions: CPU or memory limits on the daemonset?")),
    AKS_FAQ_CONFIGURATION(aks("Frequently asked questions: can I customize the Cilium configuration?")),
    AKS_IPAM(aks("IP Address Management (IPAM) with Azure CNI Powered by Cilium")),
    AKS_OPTION_VIRTUAL_NETWORK(aks("Option 2: assign IP addresses from a virtual network")),
    AKS_UPGRADE(aks("Upgrade an existing cluster to Azure CNI Powered by Cilium")),
    AKS_OVERLAY_CONCEPT(new Citation(
            "Overview of Azure CNI Overlay networking in Azure Kubernetes Service (AKS)",
            "IP address planning: a /24 for each node",
            "https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay",
            "2026-08-21")),
    AKS_OBSERVABILITY(new Citation(
            "Advanced Container Networking Services for Azure Kubernetes Service (AKS)",
            "Container network observability and security on Cilium clusters",
            "https://learn.microsoft.com/azure/aks/advanced-container-networking-services-overview",
            "2026-08-21")),
    CILIUM_DELEGATED_IPAM(new Citation(
            "Cilium documentation",
            "Azure Delegated IPAM",
            "https://docs.cilium.io/en/stable/network/concepts/ipam/azure-delegated-ipam/",
            "1.19")),
    CILIUM_CLUSTER_POOL(new Citation(
            "Cilium documentation",
            "Cluster Scope IPAM",
            "https://docs.cilium.io/en/stable/network/concepts/ipam/cluster-pool/",
            "1.19")),
    CILIUM_TAINTS(new Citation(
            "Cilium documentation",
            "Considerations on Node Taints and Unmanaged Pods",
            "https://docs.cilium.io/en/stable/installation/taints/",
            "1.12 to 1.20")),
    CILIUM_ENDPOINT_OBJECTS(new Citation(
            "Cilium documentation",
            "Endpoint CRD; Troubleshooting: pods not managed by Cilium",
            "https://docs.cilium.io/en/stable/network/kubernetes/ciliumendpoint/",
            "1.12 to 1.20")),
    CILIUM_IDENTITY_OBJECTS(new Citation(
            "Cilium documentation",
            "Terminology: identities, CRD-backed by default",
            "https://docs.cilium.io/en/stable/gettingstarted/terminology/",
            "1.12 to 1.20")),
    CILIUM_CRD_VALIDATION(new Citation(
            "Cilium documentation",
            "Kubernetes Compatibility: Cilium CRD schema validation",
            "https://docs.cilium.io/en/stable/network/kubernetes/compatibility/",
            "1.12 to 1.20")),
    CILIUM_COMPONENTS(new Citation(
            "Cilium documentation",
            "Component Overview: agent and operator",
            "https://docs.cilium.io/en/stable/overview/component-overview/",
            "1.12 to 1.20")),
    CILIUM_UPGRADE(new Citation(
            "Cilium documentation",
            "Upgrade Guide: version specific notes, removed and changed options",
            "https://docs.cilium.io/en/stable/operations/upgrade/",
            "1.15 to 1.20")),
    CILIUM_ENFORCEMENT_MODES(new Citation(
            "Cilium documentation",
            "Policy Enforcement Modes",
            "https://docs.cilium.io/en/stable/security/policy/intro/",
            "1.12 to 1.20")),
    CILIUM_ROUTING(new Citation(
            "Cilium documentation",
            "Routing: encapsulation and native routing",
            "https://docs.cilium.io/en/stable/network/concepts/routing/",
            "1.12 to 1.20")),
    CILIUM_K3S(new Citation(
            "Cilium documentation",
            "Installation Using K3s",
            "https://docs.cilium.io/en/stable/installation/k3s/",
            "1.12 to 1.20")),
    AKS_POLICY_ENFORCEMENT(aks("Network Policy Enforcement")),
    AKS_INTRODUCTION(aks("Introduction: functionality equivalent to Azure CNI")),
    CILIUM_SELF_TRAFFIC(new Citation(
            "Cilium continuous integration",
            "cyclonus policy cases, run without loopback: a pod always reaches its own address",
            "https://github.com/cilium/cilium/blob/v1.19.4/.github/workflows/conformance-k8s-network-policies.yaml",
            "1.19.4")),
    CILIUM_NAMED_PORTS(new Citation(
            "Cilium issue 30003",
            "Named ports of egress rules to which pods give different numbers",
            "https://github.com/cilium/cilium/issues/30003",
            "until 1.19")),
    CILIUM_ESTABLISHED_CONNECTIONS(new Citation(
            "Cilium source",
            "bpf/bpf_lxc.c: policy is asked for packets of the original direction of established connections, too",
            "https://github.com/cilium/cilium/blob/v1.19.4/bpf/bpf_lxc.c",
            "1.19.4")),
    CILIUM_IDENTITY_LABELS(new Citation(
            "Cilium documentation",
            "Limiting identity-relevant labels",
            "https://docs.cilium.io/en/v1.19/operations/performance/scalability/identity-relevant-labels/",
            "1.19.4")),
    CILIUM_HOST_POLICY(new Citation(
            "Cilium documentation",
            "Policy enforcement: what nodes may, and allow-localhost",
            "https://docs.cilium.io/en/v1.19/security/policy/intro/",
            "1.19.4")),
    CILIUM_CIDR_MATCH_MODE(new Citation(
            "Cilium pull request 27464",
            "policy-cidr-match-mode: CIDR policies may select nodes",
            "https://github.com/cilium/cilium/pull/27464",
            "since 1.15.0")),
    CILIUM_CIDR_MATCH_MODE_DEFECT(new Citation(
            "Cilium issues 39656 and 47827",
            "policy-cidr-match-mode nodes fails for 0.0.0.0/0",
            "https://github.com/cilium/cilium/issues/47827",
            "1.17.0 to 1.17.4, and since 1.19")),
    CILIUM_CIDR_MATCH_MODE_PODS(new Citation(
            "Cilium issue 9209",
            "An ipBlock selects pods with policy-cidr-match-mode pods",
            "https://github.com/cilium/cilium/issues/9209",
            "since 1.20.0")),
    CILIUM_WORLD_OF_BOTH_FAMILIES(new Citation(
            "Cilium issue 22610",
            "NetworkPolicy and CiliumNetworkPolicy allow IPv6 egress if 0.0.0.0/0 is allowed",
            "https://github.com/cilium/cilium/issues/22610",
            "until 1.14; mended by pull request 22625 for 1.15.0")),
    CILIUM_WORLD_BY_FAMILY(new Citation(
            "Cilium pull request 22625",
            "In dual-stack clusters 0.0.0.0/0 and ::/0 are the world of one family each",
            "https://github.com/cilium/cilium/pull/22625",
            "since 1.15.0")),
    CILIUM_CLUSTER_IP_POLICY(new Citation(
            "Cilium documentation",
            "Policies see the backend of a Service, never its ClusterIP",
            "https://docs.cilium.io/en/v1.19/security/policy/language/",
            "1.19.4")),
    CILIUM_API_SERVER_POLICY(new Citation(
            "Cilium issue 20550",
            "CIDR policies do not match an API server that runs on a node",
            "https://github.com/cilium/cilium/issues/20550",
            "until policy-cidr-match-mode of 1.15")),
    AKS_HOST_NETWORK(aks("Limitations: network policies are not applied to pods using host networking", "2024-06-19")),
    AKS_MIGRATION_NODE_PORT(new Citation(
            "Migrate from Network Policy Manager (NPM) to Cilium Network Policy",
            "Ingress policies and NodePort",
            "https://learn.microsoft.com/azure/aks/migrate-from-npm-to-cilium-network-policy",
            "2026-08-21")),
    KUBERNETES_NETWORK_POLICY(new Citation(
            "Kubernetes documentation",
            "Network Policies",
            "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
            "networking.k8s.io/v1")),
    KUBERNETES_DUAL_STACK(new Citation(
            "Kubernetes documentation",
            "IPv4/IPv6 dual-stack",
            "https://kubernetes.io/docs/concepts/services-networking/dual-stack/",
            "stable since 1.23")),
    KUBERNETES_IP_BLOCK(new Citation(
            "Kubernetes API reference",
            "NetworkPolicy: an IPBlock is a CIDR such as 192.168.1.0/24 or 2001:db8::/64",
            "https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/",
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
    KUBERNETES_TRAFFIC_POLICIES(new Citation(
            "Kubernetes documentation",
            "Virtual IPs and Service Proxies",
            "https://kubernetes.io/docs/reference/networking/virtual-ips/",
            "v1")),
    KUBERNETES_ENDPOINT_SLICES(new Citation(
            "Kubernetes documentation",
            "EndpointSlices",
            "https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/",
            "discovery.k8s.io/v1")),
    KUBERNETES_NETWORK_MODEL(new Citation(
            "Kubernetes documentation",
            "Services, Load Balancing, and Networking: the Kubernetes network model",
            "https://kubernetes.io/docs/concepts/services-networking/",
            "v1")),
    AZURE_METADATA(new Citation(
            "Azure documentation",
            "Azure Instance Metadata Service for virtual machines",
            "https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service",
            "2024-02-12")),
    AZURE_WIRE_SERVER(new Citation(
            "Azure documentation",
            "What is IP address 168.63.129.16?",
            "https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16",
            "2024-02-12")),
    CILIUM_KUBE_PROXY_FREE(new Citation(
            "Cilium documentation",
            "Kubernetes Without kube-proxy",
            "https://docs.cilium.io/en/stable/network/kubernetes/kubeproxy-free/",
            "1.12 to 1.20")),
    CILIUM_NO_BACKEND_RESPONSE(new Citation(
            "Cilium documentation",
            "Command reference of cilium-agent: service-no-backend-response",
            "https://docs.cilium.io/en/stable/cmdref/cilium-agent/",
            "at connect() since 1.13, switchable since 1.15")),
    CILIUM_MASQUERADING(new Citation(
            "Cilium documentation",
            "Masquerading",
            "https://docs.cilium.io/en/stable/network/concepts/masquerading/",
            "1.12 to 1.20")),
    CILIUM_GRACEFUL_TERMINATION(new Citation(
            "Cilium pull request 17716",
            "Gracefully terminate service endpoints",
            "https://github.com/cilium/cilium/pull/17716",
            "since 1.11")),
    CILIUM_TERMINATING_FALLBACK(new Citation(
            "Cilium pull request 40279",
            "Terminating backends are used where no active one is available",
            "https://github.com/cilium/cilium/pull/40279",
            "since 1.18.0")),
    CILIUM_HOST_IP(new Citation(
            "Cilium issue 14287",
            "Host ports that differ in protocol or hostIP",
            "https://github.com/cilium/cilium/issues/14287",
            "open; as of 1.20")),
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
    CILIUM_LAYER_7(cilium("Layer 7 Policies", "layer7")),
    CILIUM_NAMESPACE_LABELS(new Citation(
            "Cilium issue 30149",
            "CiliumNetworkPolicy: match endpoint by namespace label does not work",
            "https://github.com/cilium/cilium/issues/30149",
            "until 1.15")),
    CILIUM_TO_SERVICES(new Citation(
            "Cilium issue 34021",
            "Make toServices selectors work for in-cluster services too",
            "https://github.com/cilium/cilium/issues/34021",
            "since 1.17.0")),
    CILIUM_POLICY_VALIDATION(new Citation(
            "Cilium pull request 32727",
            "Set informational network policy validation condition in the operator",
            "https://github.com/cilium/cilium/pull/32727",
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
        return aks(section, "2024-02-12");
    }

    private static Citation aks(String section, String edition) {
        return new Citation(
                "Configure Azure CNI Powered by Cilium in Azure Kubernetes Service (AKS)",
                section,
                "https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium",
                edition);
    }
}
