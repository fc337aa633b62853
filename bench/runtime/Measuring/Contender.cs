namespace Argosy.Bench.Runtime.Measuring;

/// <summary>Something that is measured by turns with others.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="Run">One turn: figures by what they are of, for example by size.</param>
internal sealed record Contender(string Name, Func<CancellationToken, Task<IReadOnlyDictionary<string, double>>> Run);

/// <summary>A contender can't run here, or failed: the others still do.</summary>
internal sealed class ContenderException(string message) : Exception(message);
