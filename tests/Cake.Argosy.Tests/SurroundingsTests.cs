using System.Globalization;
using Argosy.Processes;

namespace Cake.Argosy.Tests;

/// <summary>No output may depend on the session of the user who builds. Runs alone: the whole process has
/// it.</summary>
[Collection(Name)]
public sealed class SurroundingsTests
{
    private const string Name = "session";

    [Fact]
    public async Task Every_program_of_a_build_has_the_same_umask_time_zone_and_language()
    {
        using var foreign = new ForeignSession();
        (await AskAsync()).ShouldBe("0077\n+1400\ntr_TR.UTF-8\n");

        Surroundings.Normalize();

        (await AskAsync()).ShouldBe("0022\n+0000\nC.UTF-8\n");
        CultureInfo.CurrentCulture.ShouldBe(CultureInfo.InvariantCulture);

        static async Task<string> AskAsync() => (await CommandRunner.Silent.RunAsync(
            new("sh", "-c", "umask; date -d 2023-11-14 +%z; echo $LC_ALL"), default)).Output;
    }

    /// <summary>Runs alone.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone;
}
