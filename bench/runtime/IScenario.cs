namespace Argosy.Bench.Runtime;

/// <summary>One question about the runtime, with the peers for comparison.</summary>
internal interface IScenario
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, and adds comparisons, figures and notes.
    /// A contender that can't run here adds a note and isn't an error.</summary>
    Task MeasureAsync(Bench bench, CancellationToken cancellationToken);
}
