namespace Argosy.Bench.Runtime;

/// <summary>One question about the runtime, with the peers that it is asked beside.</summary>
internal interface IScenario
{
    /// <summary>By which it is chosen on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, and adds comparisons, figures and notes. What can't run here is noted and fails nothing.</summary>
    Task MeasureAsync(Bench bench, CancellationToken cancellationToken);
}
