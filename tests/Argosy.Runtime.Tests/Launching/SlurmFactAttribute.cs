namespace Argosy.Runtime.Tests.Launching;

/// <summary>A fact that needs Slurm's programs, and root to run them; says what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = SlurmPrograms.Missing;
}

/// <summary>Where Debian puts Slurm.</summary>
internal static class SlurmPrograms
{
    private static readonly string[] s_folders = ["/usr/sbin", "/usr/bin"];

    /// <summary>Null when all are here.</summary>
    internal static string? Missing =>
        !Environment.IsPrivilegedProcess ? "only root may run slurmd"
        : Array.Find(["munged", "slurmctld", "slurmd", "sinfo", "srun"], one => Find(one) is null) is { } name
            ? $"{name} isn't installed (apt-get install slurmctld slurmd slurm-client slurm-wlm-basic-plugins munge)"
        : null;

    internal static string At(string name) => Find(name) ?? throw new FileNotFoundException(name);

    private static string? Find(string name) => s_folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
