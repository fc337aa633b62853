using Argosy.Yaml.Writing;


namespace Argosy.Pipelines.Zuul;

/// <summary>A job.</summary>
/// <param name="Name">Unique in the tenant.</param>
/// <param name="Description">For people.</param>
internal sealed record Job(string Name, string? Description)
{
    /// <summary>A comment above it.</summary>
    public string? Why { get; init; }

    /// <summary>The job it inherits from; null for the tenant's default base job.</summary>
    public string? Parent { get; init; }

    /// <summary>Only a parent of other jobs.</summary>
    public bool Abstract { get; init; }

    /// <summary>False for a job whose result must not block a change.</summary>
    public bool Voting { get; init; } = true;

    /// <summary>The nodeset's name.</summary>
    public string? NodeSet { get; init; }

    /// <summary>Seconds; null inherits.</summary>
    public int? Timeout { get; init; }

    /// <summary>A semaphore it holds while it runs.</summary>
    public string? Semaphore { get; init; }

    /// <summary>The playbook's path in the repository.</summary>
    public string? Run { get; init; }

    /// <summary>Changes to only these files don't need the job (RE2).</summary>
    public IReadOnlyList<string> IrrelevantFiles { get; init; } = [];

    /// <summary>A playbook that runs after it, also on failure.</summary>
    public string? PostRun { get; init; }

    /// <summary>All other attributes.</summary>
    public IReadOnlyList<Entry> More { get; init; } = [];

    /// <summary>Variables of the playbook, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];
}
