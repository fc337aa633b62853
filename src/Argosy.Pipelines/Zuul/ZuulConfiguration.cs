namespace Argosy.Pipelines.Zuul;

/// <summary>All that Zuul is told, before it is written.</summary>
internal sealed record ZuulConfiguration(
    IReadOnlyList<Pipeline> Pipelines,
    IReadOnlyList<NodeSet> NodeSets,
    IReadOnlyList<Semaphore> Semaphores,
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<ProjectTemplate> Templates,
    ProjectStanza Project,
    IReadOnlyList<Playbook> Playbooks);
