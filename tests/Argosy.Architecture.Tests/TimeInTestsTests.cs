using System.Text.RegularExpressions;
using Argosy.Architecture.Tests.Sources;

namespace Argosy.Architecture.Tests;

/// <summary>A test's verdict depends on the software, not on the machine's speed or on how much memory the allocator
/// keeps.</summary>
public sealed partial class TimeInTestsTests
{
    // A file, and the reason for its exception.
    private static readonly Dictionary<string, string> s_sleeping = new()
    {
        ["tests/Argosy.EndToEnd.Tests/Building/RunningBuild.cs"] = "polls another process, up to Patience.Limit",
        ["tests/Cake.Argosy.Module.Tests/TerminalTests.cs"] = "a task that never ends",
    };

    private static readonly Dictionary<string, string> s_resident = new()
    {
        ["tests/Argosy.Runtime.Tests.Locality/Clusters/Footprint.cs"] = "reads it",
        ["tests/Argosy.Runtime.Tests/Clusters/KilledLocalityTests.cs"] =
            "sees that a transfer has begun, and tries again where it saw too late",
    };

    private static readonly Dictionary<string, string> s_slow = new()
    {
        ["tests/Argosy.JobHealth.Tests/ReadingTests.cs"] = "plays a server that is slow",
    };

    private static IEnumerable<string> Tests => SourceTree.Below(["tests"], ".cs")
        .Where(f => !f.StartsWith("tests/Argosy.Architecture.Tests/", StringComparison.Ordinal));

    [Fact]
    public void No_verdict_is_a_time() => Matches(Judged()).ShouldBeEmpty();

    [Fact]
    public void No_verdict_is_resident_memory() => Matches(Resident()).Except(s_resident.Keys).ShouldBeEmpty();

    [Fact]
    public void Nothing_sleeps_to_meet_somebody() => Matches(Sleeping()).Except(s_sleeping.Keys).ShouldBeEmpty();

    [Fact]
    public void What_must_happen_is_waited_for_with_one_patience() =>
        Matches(Impatient()).Except(s_slow.Keys).ShouldBeEmpty();

    private static IEnumerable<string> Matches(Regex what) => Tests.Where(f => what.IsMatch(SourceTree.Text(f)));

    [GeneratedRegex(@"(Elapsed\w*|ElapsedMilliseconds)(\.\w+)?\.Should|ShouldBeLessThan(OrEqualTo)?\(TimeSpan")]
    private static partial Regex Judged();

    [GeneratedRegex("VmRSS|VmSize|WorkingSet|PrivateMemory|ResidentBytes")]
    private static partial Regex Resident();

    [GeneratedRegex(@"Thread\.Sleep")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"(WaitAsync|WaitForExit|SpinUntil|\.Wait)\([^;\n]*TimeSpan\.From")]
    private static partial Regex Impatient();
}
