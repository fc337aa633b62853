using Argosy.Processes;

namespace Argosy.EndToEnd.Tests.Mirrors;

/// <summary>Assertions on what a program of a user did.</summary>
internal static class CommandResultAssertions
{
    /// <summary>Asserts its success; a failure shows what it said.</summary>
    public static CommandResult ShouldSucceed(this CommandResult result)
    {
        result.Succeeded.ShouldBeTrue($"exit code {result.ExitCode}\n{result.Output}{result.Error}");
        return result;
    }

    /// <summary>Asserts that apt refuses an archive, for this reason.</summary>
    public static void ShouldRefuse(this CommandResult result, string reason)
    {
        result.Succeeded.ShouldBeFalse(result.Output);
        $"{result.Output}{result.Error}".ShouldContain(reason);
    }
}
