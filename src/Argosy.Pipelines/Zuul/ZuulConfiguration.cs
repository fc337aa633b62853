namespace Argosy.Pipelines.Zuul;

/// <summary>The complete Zuul configuration, before it is written.</summary>
internal sealed record ZuulConfiguration(
    IReadOnlyList<Pipeline> Pipelines,
    IReadOnlyList<NodeSet> NodeSets,
    IReadOnlyList<Stanza> DeclaredNodeSets,
    IReadOnlyList<Stanza> Queues,
    IReadOnlyList<Semaphore> Semaphores,
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<ProjectTemplate> Templates,
    IReadOnlyList<ProjectStanza> Projects,
    TenantStanza? Tenant,
    IReadOnlyList<Playbook> Playbooks,
    IReadOnlyList<Role> Roles);
