using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;

namespace Argosy.Packages.Debian;

/// <summary>A dpkg database that lists a root's packages: roots are extracted, so they have none.</summary>
internal sealed record DpkgState(string Folder)
{
    /// <summary>The file that lists installed packages.</summary>
    public string Status => Path.Combine(Folder, "status");

    /// <summary>Writes one into a folder, which is the caller's.</summary>
    public static DpkgState Write(
        string folder, Host host, Architecture architecture, IEnumerable<LockedPackage> packages) =>
        Write(folder, host, [architecture], packages);

    /// <summary>The same for a machine of several architectures, which has each package for each of them.</summary>
    public static DpkgState Write(
        string folder, Host host, IReadOnlyList<Architecture> architectures, IEnumerable<LockedPackage> packages)
    {
        Directory.CreateDirectory(Path.Combine(folder, "info"));
        Directory.CreateDirectory(Path.Combine(folder, "updates"));
        Directory.CreateDirectory(Path.Combine(folder, "triggers"));
        File.WriteAllText(Path.Combine(folder, "info", "format"), "1\n");
        File.WriteAllText(Path.Combine(folder, "available"), "");

        // dpkg takes packages of the machine's own architecture and of those that this file names.
        File.WriteAllLines(Path.Combine(folder, "arch"),
            architectures.Prepend(host.Architecture).Select(a => a.DebianName).Distinct());
        var state = new DpkgState(folder);
        File.WriteAllText(state.Status, string.Concat(
            from p in packages
            from architecture in architectures
            select $"""
            Package: {p.Name}
            Status: install ok installed
            Architecture: {architecture.DebianName}
            Multi-Arch: same
            Version: {p.Version}
            Maintainer: nobody
            Description: held by the root


            """));
        return state;
    }

    /// <summary>Installs debs below a folder. All users except root need a user namespace: dpkg gives files to
    /// root.</summary>
    public Command Install(IEnumerable<string> debs, string folder)
    {
        string[] dpkg = ["dpkg", $"--admindir={Folder}", $"--instdir={folder}", "--install", .. debs];
        string[] command = Environment.IsPrivilegedProcess ? dpkg : ["unshare", "--user", "--map-root-user", .. dpkg];
        return new Command(command[0], command[1..])
        {
            Environment = new Dictionary<string, string?>
            {
                ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
                ["LC_ALL"] = "C.UTF-8",
                ["DPKG_ADMINDIR"] = null,
                ["DPKG_ROOT"] = null,
            },
        };
    }
}
