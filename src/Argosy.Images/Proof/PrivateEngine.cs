using Argosy.Processes;

namespace Argosy.Images.Proof;

/// <summary>podman with its own namespaces and storage: it neither sees nor changes the user's containers, and
/// cancelling it leaves no process, mount or file behind.</summary>
/// <remarks>
/// podman runs in a mount and a process namespace that end with it, with its storage in memory. That also avoids files
/// of mapped owners, which an ordinary user couldn't delete. Root needs no user namespace, so it works in a chroot,
/// where the kernel grants none; all other users map the ids of <c>/etc/subuid</c>.
/// </remarks>
internal sealed class PrivateEngine(string workFolder)
{
    private const string Storage = "/run/argosy"; // made by private-root.sh
    private const string Settings = "containers.conf";
    private const string StorageSettings = "storage.conf";
    private const string ScriptName = "private-root.sh";

    /// <summary>Where podman sees the folder for its settings: a short path, since a socket's can't be long.</summary>
    public const string OwnFolder = $"{Storage}/own";

    /// <summary>The command that runs podman this way.</summary>
    public Command Podman(IReadOnlyList<string> arguments) => new("unshare",
    [
        .. Environment.IsPrivilegedProcess ? (string[])[] : ["--user", "--map-root-user", "--map-auto"],
        "--mount", "--pid", "--fork", "--kill-child", "--propagation", "unchanged",
        "sh", InFolder(ScriptName), "podman", .. arguments,
    ])
    {
        Environment = Variables(),
    };

    /// <summary>Writes the engine's settings, which replace the machine's and the user's.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(workFolder);
        using (var script = typeof(PrivateEngine).Assembly.GetManifestResourceStream(ScriptName)!)
        using (var file = File.Create(InFolder(ScriptName)))
        {
            script.CopyTo(file);
        }

        // runc, since crun of Debian 12 rejects hybrid cgroups; without pivot_root, which a root from an initramfs
        // doesn't support.
        File.WriteAllText(InFolder(Settings), """
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "none"
            no_pivot_root = true

            """);
        // vfs copies every layer, but it works on every kernel and file system and in every namespace.
        File.WriteAllText(InFolder(StorageSettings), $"""
            [storage]
            driver = "vfs"
            runroot = "{Storage}/run"
            graphroot = "{Storage}/root"

            """);
    }

    private string InFolder(string name) => Path.Combine(Path.GetFullPath(workFolder), name);

    private Dictionary<string, string?> Variables()
    {
        var variables = new Dictionary<string, string?>
        {
            ["CONTAINERS_CONF"] = InFolder(Settings),
            ["CONTAINERS_STORAGE_CONF"] = InFolder(StorageSettings),
            ["TMPDIR"] = Storage,
            ["HOME"] = Storage,
            ["XDG_RUNTIME_DIR"] = null,
        };
        if (Environment.IsPrivilegedProcess) return variables;

        // The variable that podman sets for itself in a user namespace: it shows that it is in one, and must not
        // request cgroups.
        variables["_CONTAINERS_USERNS_CONFIGURED"] = "done";
        variables["_CONTAINERS_ROOTLESS_UID"] = Id("Uid:");
        variables["_CONTAINERS_ROOTLESS_GID"] = Id("Gid:");
        return variables;
    }

    private static string Id(string key) => File.ReadLines("/proc/self/status")
        .First(l => l.StartsWith(key, StringComparison.Ordinal)).Split('\t')[1];
}
