using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>A fact that needs Slurm's programs and root; the skip reason names what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = SlurmPrograms.Missing;
}

/// <summary>Debian's paths of the Slurm programs.</summary>
internal static class SlurmPrograms
{
    private static readonly string[] s_folders = ["/usr/sbin", "/usr/bin"];

    /// <summary>Null if all are installed.</summary>
    internal static string? Missing =>
        !Environment.IsPrivilegedProcess ? "only root may run slurmd"
        : Array.Find(["munged", "slurmctld", "slurmd", "sinfo", "srun"], one => Find(one) is null) is { } name
            ? $"{name} isn't installed (apt-get install slurmctld slurmd slurm-client slurm-wlm-basic-plugins munge)"
        : null;

    internal static string At(string name) => Find(name) ?? throw new FileNotFoundException(name);

    private static string? Find(string name) =>
        s_folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
