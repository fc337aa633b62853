namespace Argosy.Bench.Runtime.Measuring;

/// <summary>A program or configuration that is measured in turns with others.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Run">One turn: figures by their subject, for example by size.</param>
internal sealed record Contender(string Name, Func<CancellationToken, Task<IReadOnlyDictionary<string, double>>> Run);

/// <summary>A contender can't run here, or failed: the others still run.</summary>
internal sealed class ContenderException(string message) : Exception(message);
