using System.Globalization;

namespace Argosy.Toolchains.Running;

/// <summary>A control group of the kernel (cgroup v2) for one step, where the machine lets this user make
/// one.</summary>
/// <remarks>Source: the kernel's admin-guide/cgroup-v2. The group is made next to the caller's own one, since a group
/// with processes can't have groups with limits.</remarks>
internal sealed class ControlGroup : IDisposable
{
    private readonly string _folder;

    private ControlGroup(string folder) => _folder = folder;

    /// <summary>Its folder: a process joins by writing to <c>cgroup.procs</c> in it.</summary>
    public string Folder => _folder;

    /// <summary>A new group with these limits; null if the kernel has no v2 controllers here, or doesn't permit
    /// it.</summary>
    public static ControlGroup? TryMake(
        StepLimits limits, string name, string mount = "/sys/fs/cgroup", string own = "/proc/self/cgroup")
    {
        if (ParentOf(mount, own) is not { } parent) return null;
        var folder = Path.Combine(parent, name);
        try
        {
            if (!File.ReadAllText(Path.Combine(parent, "cgroup.subtree_control")).Split(' ', '\n')
                .Intersect(["memory", "pids"]).Skip(1).Any()) return null;
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "memory.max"), Number(limits.Memory));
            File.WriteAllText(Path.Combine(folder, "pids.max"), Number(limits.Processes));
            var swap = Path.Combine(folder, "memory.swap.max");
            if (File.Exists(swap)) File.WriteAllText(swap, "0");
            return new(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryRemove(folder);
            return null;
        }
    }

    /// <summary>The limit at which the kernel refused or ended something; null if there was none.</summary>
    public StepLimit? Reached() => Count("memory.events", "oom_kill") > 0 ? StepLimit.Memory
        : Count("pids.events", "max") > 0 ? StepLimit.Processes
        : null;

    /// <inheritdoc />
    public void Dispose() => TryRemove(_folder);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? ParentOf(string mount, string own)
    {
        if (!File.Exists(Path.Combine(mount, "cgroup.controllers")) || !File.Exists(own)) return null;
        var path = File.ReadAllLines(own).FirstOrDefault(l => l.StartsWith("0::/", StringComparison.Ordinal))?[4..];
        return path switch
        {
            null => null,
            "" => mount,
            _ => Path.GetDirectoryName(Path.Combine(mount, path)),
        };
    }

    // Its processes have ended with their namespace; the kernel keeps no files for an empty group.
    private static void TryRemove(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder);
        }
        catch (IOException)
        {
        }
    }

    private long Count(string file, string key)
    {
        var path = Path.Combine(_folder, file);
        return File.Exists(path)
            && File.ReadLines(path).FirstOrDefault(l => l.StartsWith(key + " ", StringComparison.Ordinal)) is { } line
            && long.TryParse(line[(key.Length + 1)..], CultureInfo.InvariantCulture, out var count)
                ? count
                : 0;
    }
}
