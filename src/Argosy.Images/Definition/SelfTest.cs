using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>The proof of an image: a command that exits with 0 in a container of it that has no network except
/// loopback.</summary>
/// <param name="Command">The program's path and its arguments.</param>
/// <param name="SharedMemory">Size of <c>/dev/shm</c>, in MiB.</param>
/// <param name="Timeout">Its time limit, also under emulation.</param>
public sealed record SelfTest(IReadOnlyList<string> Command, int SharedMemory, TimeSpan Timeout)
{
    private const int DefaultSharedMemory = 64;
    private const int DefaultMemory = 2048;
    private const int DefaultSeconds = 120;

    /// <summary>The memory that its processes may use together, in MiB.</summary>
    public int Memory { get; init; } = DefaultMemory;

    internal static SelfTest Read(YamlMap map)
    {
        var command = map.Get("command").AsList();
        var test = new SelfTest(
            [.. command.Texts().Select(t => t.Value)],
            Positive(map, "shared-memory", DefaultSharedMemory),
            TimeSpan.FromSeconds(Positive(map, "timeout", DefaultSeconds)))
        {
            Memory = Positive(map, "memory", DefaultMemory),
        };
        map.Done();
        return test.Command.Count > 0
            ? test
            : throw new ArgosyException(new Diagnostic("ARG0409", command.Place, "the command is empty",
                "Name the program to run."));
    }

    private static int Positive(YamlMap map, string key, int absent)
    {
        var number = map.Number(key, absent);
        return number is > 0 and <= 1 << 20
            ? number
            : throw new ArgosyException(new Diagnostic("ARG0409", map.Get(key).Place, $"{key} can't be {number}",
                "Write a positive number: MiB for 'memory' and 'shared-memory', seconds for 'timeout'."));
    }
}
