using System.Runtime.InteropServices;

namespace Argosy.Bench.Engine.Measuring;

/// <summary>The machine on which the figures were measured.</summary>
internal sealed record Machine(string Processor, int Cores, string Kernel, string Dotnet, string Date, string Load)
{
    public static Machine This() => new(
        File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1]
            ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount, File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        RuntimeInformation.FrameworkDescription, DateTime.UtcNow.ToString("yyyy-MM-dd"),
        File.ReadAllText("/proc/loadavg").Split(' ')[0]);
}
