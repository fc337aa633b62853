using Argosy.EndToEnd.Tests.CommandLine;
using Argosy.EndToEnd.Tests.Elsewhere;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Argosy.EndToEnd.Tests.Building.LongestFirst))]

namespace Argosy.EndToEnd.Tests.Building;

/// <summary>Starts with the classes that take minutes, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_longest =
    [
        typeof(OneMoreArchitectureTests).FullName!, AnotherClone.Name, typeof(ResultCacheTests).FullName!,
        typeof(NothingToDoTests).FullName!, OneClone.Name,
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderBy(c => PlaceOf(c.TestCollectionDisplayName))
                .ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    private static int PlaceOf(string name)
    {
        var place = Array.FindIndex(s_longest, l => name.Contains(l, StringComparison.Ordinal));
        return place < 0 ? s_longest.Length : place;
    }
}
