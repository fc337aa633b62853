namespace Argosy.Artifacts.Tasks;

/// <summary>The resources that a task holds while it runs.</summary>
/// <param name="Cores">Processor cores, at least 1; more than exist count as all of them.</param>
/// <param name="Exclusives">Names of resources that one task at a time may use, such as <c>network</c>.</param>
public sealed record Resources(int Cores = 1, params IReadOnlyList<string> Exclusives)
{
    /// <summary>Bytes of memory; more than exist count as all of them.</summary>
    public long Memory { get; init; }
}
