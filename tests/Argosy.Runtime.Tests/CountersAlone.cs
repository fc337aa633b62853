namespace Argosy.Runtime.Tests;

/// <summary>The counters count the whole process, so tests that read them run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CountersAlone
{
    public const string Name = "Counters";
}
