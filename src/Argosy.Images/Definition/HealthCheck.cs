using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>The command by which an engine finds out whether a container works: Docker's extension of the OCI image
/// configuration, which docker and podman follow.</summary>
/// <param name="Command">The program and its arguments; it exits with 0 if all is well.</param>
/// <param name="Interval">The time between two checks.</param>
/// <param name="Timeout">The longest time of a check.</param>
/// <param name="Retries">The number of failures in succession that make a container unhealthy.</param>
/// <param name="StartPeriod">The time after the start in which failures don't count.</param>
public sealed record HealthCheck(
    IReadOnlyList<string> Command, TimeSpan Interval, TimeSpan Timeout, int Retries, TimeSpan StartPeriod)
{
    private const int Most = 1 << 20;

    /// <summary>With the defaults of docker: every 30 s, for at most 30 s, 3 failures, no start period.</summary>
    internal static HealthCheck Read(YamlMap map)
    {
        var command = map.Get("command").AsList();
        var check = new HealthCheck(
            [.. command.Texts().Select(t => t.Value)],
            Seconds(map, "interval", 30, least: 1),
            Seconds(map, "timeout", 30, least: 1),
            Number(map, "retries", 3, least: 1),
            Seconds(map, "start-period", 0, least: 0));
        map.Done();
        return check.Command.Count > 0
            ? check
            : throw Error(command.Place, "the command is empty", "Name the program to run.");
    }

    private static TimeSpan Seconds(YamlMap map, string key, int absent, int least) =>
        TimeSpan.FromSeconds(Number(map, key, absent, least));

    private static int Number(YamlMap map, string key, int absent, int least)
    {
        var number = map.Number(key, absent);
        return number >= least && number <= Most
            ? number
            : throw Error(map.Get(key).Place, $"{key} can't be {number}",
                $"Write a number from {least} to {Most}; times are in seconds.");
    }

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic("ARG0451", place, cause, remedy));
}
