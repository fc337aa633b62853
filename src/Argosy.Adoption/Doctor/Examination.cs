using System.Globalization;
using Argosy.Platforms;

namespace Argosy.Adoption.Doctor;

/// <summary>Compares a machine with what a project needs.</summary>
/// <param name="needs">The needs.</param>
/// <param name="machine">The machine.</param>
public sealed class Examination(ProjectNeeds needs, Machine machine)
{
    private const long Gigabyte = 1_000_000_000;
    private const string SdkAddress = "https://dotnet.microsoft.com/download/dotnet/10.0";

    /// <summary>All checks, in the order in which a build needs them.</summary>
    public IReadOnlyList<Check> Run() =>
        [.. Basics(), .. Packages(), .. Tools(), .. Kernel(), .. Rights()];

    /// <summary>Whether a build can begin.</summary>
    public static bool IsReady(IReadOnlyList<Check> checks) => checks.All(c => c.State != CheckState.Missing);

    private string Sudo => machine.IsRoot ? "" : "sudo ";

    private IEnumerable<Check> Basics()
    {
        yield return Of(".NET SDK", machine.Sdk is not null, "the build is a .NET program",
            machine.SdkFault is { } fault ? $"{fault}: get .NET SDK 10, {SdkAddress}"
                : $"get .NET SDK 10, {SdkAddress}");
        if (machine.CakeVersion is { } cake)
            yield return new($"Cake {cake}", machine.HasCake ? CheckState.Ok : CheckState.Warning,
                "runs the graph of tasks",
                machine.HasCake ? null : "dotnet tool restore (./build.sh does it)");
        yield return Of("NuGet's configuration", machine.NugetFault is null, "packages come from its sources",
            $"{machine.NugetFault}: dotnet nuget list source shows the sources");
        yield return Of("home folder", machine is { Home: not null, IsHomeWritable: true },
            ".NET, NuGet and the cache keep files there",
            $"set HOME to a folder of yours; it is '{machine.Home}'");
        var free = string.Create(CultureInfo.InvariantCulture, $"{(decimal)machine.FreeBytes / Gigabyte:0.0} GB free");
        yield return new($"disk space, {free}",
            machine.FreeBytes >= 10 * Gigabyte ? CheckState.Ok : machine.FreeBytes >= 2 * Gigabyte
                ? CheckState.Warning : CheckState.Missing,
            "roots of Debian packages, build folders and results: about 2 GB an architecture",
            machine.FreeBytes >= 10 * Gigabyte ? null : "make room: 10 GB, or more for many architectures");
    }

    private IEnumerable<Check> Packages()
    {
        var packages = MachinePackages.For(needs, machine.Host);
        if (!machine.HasApt)
        {
            yield return new("apt", CheckState.Missing, "missing packages are installed by it",
                "this is neither Debian nor Ubuntu: install what these packages hold: "
                    + string.Join(", ", packages.Select(p => p.Name)));
            yield break;
        }

        yield return Of("apt's sources", machine.HasAptSources, "missing packages come from there",
            "add the distribution's source to /etc/apt/sources.list.d, then: apt-get update");
        foreach (var package in packages)
        {
            yield return Of(package.Name, machine.Packages.Contains(package.Name), package.Reason,
                $"{Sudo}apt-get install --no-install-recommends {package.Name}") with
            {
                Package = package.Name,
            };
        }
    }

    // What they are part of, only the user knows.
    private IEnumerable<Check> Tools() => needs.Tools.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t =>
        Of(t.Key, machine.Programs.Contains(t.Key), $"{Model.FileName} names it under 'tools:' of {t.Value}",
            $"install the package that has the program, such as: {Sudo}apt-get install {t.Key}"));

    private IEnumerable<Check> Kernel()
    {
        foreach (var architecture in needs.HasForeign(machine.Host)
            ? needs.Architectures.Where(a => !machine.Host.Runs(a)) : [])
        {
            var isThere = machine.Emulated.Contains(architecture.QemuName);
            yield return new($"qemu for {architecture.Name}", isThere ? CheckState.Ok : CheckState.Missing,
                "the kernel starts foreign programs inside roots by it (binfmt_misc)",
                isThere ? null : $"{Sudo}update-binfmts --import && {Sudo}update-binfmts --enable");
        }

        string[] confined = ["native", "wheels", "debs", "images"];
        if (!confined.Any(needs.Rooms.Contains)) yield break;
        var has = machine.IsRoot || machine.HasNamespaces;
        yield return new("user namespaces", has ? CheckState.Ok : CheckState.Warning,
            "builds run confined in their own root; without, they could read the machine's files",
            has ? null : "sudo sysctl user.max_user_namespaces=10000 kernel.apparmor_restrict_unprivileged_userns=0, "
                + "or build as root");
        if (needs.Rooms.Contains("images") && !machine.IsRoot)
            yield return new("subordinate ids", machine.HasSubordinateIds ? CheckState.Ok : CheckState.Missing,
                "podman runs containers without root by /etc/subuid and /etc/subgid",
                machine.HasSubordinateIds ? null
                    : "sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $USER");
    }

    private IEnumerable<Check> Rights()
    {
        if (machine.IsRoot) yield break;
        yield return new("sudo", machine.HasSudo ? CheckState.Ok : CheckState.Warning,
            "installs packages and registers qemu; nothing else needs root",
            machine.HasSudo ? null : "as root: apt-get install sudo, or run the named commands as root");
    }

    private static Check Of(string name, bool isThere, string why, string remedy) =>
        new(name, isThere ? CheckState.Ok : CheckState.Missing, why, isThere ? null : remedy);
}
