namespace Argosy.EndToEnd.Tests.Building;

/// <summary>One clone for all tests that need only a small build, with the shim of one architecture built.</summary>
public sealed class SharedClone : IDisposable
{
    /// <summary>The small build that each case starts from: up to date except for the case's change.</summary>
    public static readonly string[] Small = ["--target=Native", "--arch=arm64"];

    public Clone Clone { get; } = new Clone().Compiled();

    /// <summary>The digests of the small build.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; }

    public SharedClone()
    {
        Clone.Build(Small).ShouldSucceed();
        Digests = NativeDigests(Clone);
    }

    public static SortedDictionary<string, string> NativeDigests(Clone clone) =>
        Report.Of(clone.Folder).Digests(a => a.Architecture == "arm64");

    /// <summary>Asserts that the next run after a repair continues and makes the same bytes.</summary>
    public void ShouldGoOn()
    {
        Clone.HalfWritten().ShouldBeEmpty();
        Clone.Build(Small).ShouldSucceed();
        NativeDigests(Clone).ShouldBe(Digests);
        Clone.HalfWritten().ShouldBeEmpty();
    }

    public void Dispose() => Clone.Dispose();
}

/// <summary>Tests of bad input, one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class OneClone : ICollectionFixture<SharedClone>
{
    public const string Name = "one clone";
}

/// <summary>Other tests, with a clone of their own so that they run beside those.</summary>
[CollectionDefinition(Name)]
public sealed class AnotherClone : ICollectionFixture<SharedClone>
{
    public const string Name = "another clone";
}
