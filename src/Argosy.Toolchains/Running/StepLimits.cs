using System.Globalization;

namespace Argosy.Toolchains.Running;

/// <summary>What a confined step may use of the machine.</summary>
/// <param name="Memory">Bytes of memory, of all its processes together.</param>
/// <param name="Processes">Processes and threads at a time.</param>
/// <param name="Disk">Bytes on disk, of all files that it writes.</param>
/// <param name="Time">Time from its start to its end.</param>
public sealed record StepLimits(long Memory, int Processes, long Disk, TimeSpan Time)
{
    private const long Giga = 1L << 30;

    /// <summary>Limits that ordinary builds stay far below: 8 GiB of memory, or three quarters of a smaller machine's,
    /// 2048 processes, 16 GiB on disk.</summary>
    public static StepLimits Usual { get; } = new(
        Math.Min(8 * Giga, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3), 2048, 16 * Giga, TimeLimit.Most);

    /// <summary>Files at a time, which a disk can have fewer of than bytes.</summary>
    internal const int Files = 1_000_000;

    /// <summary>Bytes in the step's <c>/tmp</c>, which is memory.</summary>
    internal long Temporary => Memory / 4;

    /// <summary>A limit with its value, for messages: <c>limit of 2048 processes</c>.</summary>
    public string Text(StepLimit limit) => limit switch
    {
        StepLimit.Memory => $"limit of {Size(Memory)} of memory",
        StepLimit.Processes => string.Create(CultureInfo.InvariantCulture, $"limit of {Processes} processes"),
        StepLimit.Disk => $"limit of {Size(Disk)} on disk",
        _ => string.Create(CultureInfo.InvariantCulture, $"time limit of {Time.TotalSeconds:0} s"),
    };

    private static string Size(long bytes) => bytes >= Giga
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Giga:0.#} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB");
}

/// <summary>A limit of a confined step.</summary>
public enum StepLimit
{
    /// <summary>Memory.</summary>
    Memory,

    /// <summary>The number of processes.</summary>
    Processes,

    /// <summary>Files on disk.</summary>
    Disk,

    /// <summary>Time.</summary>
    Time,
}
