namespace Argosy.Runtime.Tests;

/// <summary>The counters are the process's: whoever reads them is alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CountersAlone
{
    public const string Name = "Counters";
}
