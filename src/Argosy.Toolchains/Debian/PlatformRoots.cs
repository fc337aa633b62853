using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;

namespace Argosy.Toolchains.Debian;

/// <summary>A project's roots of Debian packages, as declared in <c>roots:</c> of argosy.yaml.</summary>
/// <param name="settings">The run.</param>
/// <param name="log">Receives messages about what tasks share, such as a platform's indexes.</param>
public sealed class PlatformRoots(BuildSettings settings, Action<string> log) : IDisposable
{
    /// <summary>What cross compilers see.</summary>
    public const string Sysroot = "sysroot";

    /// <summary>A distribution's Python, for the host.</summary>
    public const string PythonBuild = "python-build";

    /// <summary>A platform's Python and compilers, in which wheels are built by emulation.</summary>
    public const string Emulated = "emulated";

    /// <summary>A user's machine, in which packages are installed to prove them.</summary>
    public const string Clean = "clean";

    /// <summary>A machine with mono.</summary>
    public const string Mono = "mono";

    /// <summary>The program that opens Debian packages.</summary>
    public const string Unpacker = "dpkg-deb";

    /// <summary>Packages of a platform's roots for a purpose, in addition to those of argosy.yaml, which then needn't
    /// describe the purpose.</summary>
    public Func<Platform, string, IReadOnlyList<string>> Added { get; init; } = static (_, _) => [];

    /// <summary>One for the whole run, so that a platform's indexes are fetched once.</summary>
    public RootBuilder Builder => field ??= new(
        new(log),
        new RootOptions(settings.Paths.Locks)
        {
            Mirror = settings.Model.DebianMirror,
            Locked = settings.Locked,
            WithoutSecurity = [.. settings.Model.AllowedDifferences.Keys]
        });

    private RootConsistency Consistency => field ??= new(settings.Model, settings.Architectures);

    /// <summary>The host's platform of each distribution.</summary>
    public IEnumerable<Platform> HostPlatforms => settings.Model.Distributions.Select(OnHost);

    /// <inheritdoc />
    public void Dispose() => Builder.Dispose();

    /// <summary>Declares a task that makes a platform's root for a purpose: lock and package list determine
    /// it.</summary>
    public void Declare(TaskDeclaration task, Platform platform, string purpose) =>
        Declare(task, platform, RootVariant.Of(purpose));

    /// <summary>The same for a root with further packages.</summary>
    public void Declare(TaskDeclaration task, Platform platform, RootVariant variant)
    {
        var set = SetOf(platform, variant);
        task.InputsIfPresent(settings.Paths.Relative(PackageLock.PathOf(settings.Paths.Locks, set)))
            .Values(
                $"mirror={settings.Model.DebianMirror}", $"locked={settings.Locked}", "database=libraries",
                RootConsistency.ValueFor(settings.Model, platform.Architecture))
            .Values([.. set.Packages])
            .Uses(Unpacker)
            .Outputs(
                settings.Paths.Relative(PathOf(platform, variant)),
                settings.Paths.Relative(ContentOf(platform, variant)));
    }

    /// <summary>Declares a task that makes the host's root with a distribution's Python.</summary>
    public void DeclarePython(TaskDeclaration task, Distribution distribution) =>
        Declare(task, OnHost(distribution), PythonBuild);

    /// <summary>Makes the host's root with a distribution's Python.</summary>
    public Task BuildPythonAsync(Distribution distribution, TaskContext task) =>
        BuildAsync(OnHost(distribution), PythonBuild, task);

    /// <summary>Makes a platform's root for a purpose.</summary>
    public Task BuildAsync(Platform platform, string purpose, TaskContext task) =>
        BuildAsync(platform, RootVariant.Of(purpose), task);

    /// <summary>The same for a root with further packages.</summary>
    public async Task BuildAsync(Platform platform, RootVariant variant, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var set = SetOf(platform, variant);
        var root = await Builder.BuildFolderAsync(set, PathOf(platform, variant), task.Cancellation);
        // Those in which something is built, and which nobody gets.
        if (variant.Purpose is not (PythonBuild or Emulated)) await CheckAsync(set, root, task);
        // Its contents, for proofs that must know: a lock may be absent, or may not have been followed.
        AtomicFile.Write(ContentOf(platform, variant), new PackageLock(set.Packages, root.Packages).Text(set));
        Note(root, task);
    }

    /// <summary>The path of a platform's root for a purpose. Sysroots are artifacts, since people compile against
    /// them.</summary>
    public string PathOf(Platform platform, string purpose) => PathOf(platform, RootVariant.Of(purpose));

    /// <summary>The same for a root with further packages.</summary>
    public string PathOf(Platform platform, RootVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return variant.Name == Sysroot
            ? settings.Paths.Sysroot(platform)
            : settings.Paths.RootOf(platform, variant.Name);
    }

    /// <summary>The packages of a platform's root for a purpose.</summary>
    public PackageSet SetOf(Platform platform, string purpose) => SetOf(platform, RootVariant.Of(purpose));

    /// <summary>The same for a root with further packages.</summary>
    public PackageSet SetOf(Platform platform, RootVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        var added = Added(platform, variant.Purpose);
        var own = added.Count > 0 && !settings.Model.Roots.ContainsKey(variant.Purpose)
            ? []
            : settings.Model.Root(variant.Purpose);
        return new(platform, variant.Name, [.. own, .. added, .. variant.Packages]);
    }

    /// <summary>Whether a root was made of the packages that its lock names now, or without a lock of its
    /// list.</summary>
    public bool IsMade(Platform platform, RootVariant variant)
    {
        var set = SetOf(platform, variant);
        var content = PackageLock.TryLoad(ContentOf(platform, variant));
        if (content is null || !content.Requested.SequenceEqual(set.Packages)
            || !Directory.Exists(PathOf(platform, variant))) return false;
        var pinned = PackageLock.TryLoad(PackageLock.PathOf(settings.Paths.Locks, set));
        return pinned is null || pinned.Packages.SequenceEqual(content.Packages);
    }

    /// <summary>A distribution on the host.</summary>
    public Platform OnHost(Distribution distribution) => new(distribution, settings.Host.Architecture);

    /// <summary>A root that was made, with its packages.</summary>
    public BuiltRoot Made(Platform platform, string purpose) => new(
        PathOf(platform, purpose), PackageLock.TryLoad(ContentOf(platform, RootVariant.Of(purpose)))?.Packages ?? [],
        Pinned: true, []);

    /// <summary>The list of a root's packages, which is made with the root.</summary>
    public string ContentOf(Platform platform, RootVariant variant)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(variant);
        return Path.Combine(settings.Paths.State, "roots", platform.Name, $"{variant.Name}.packages");
    }

    /// <summary>Fails if other architectures have other versions of a set's packages, unless the model allows
    /// that.</summary>
    public Task CheckAsync(PackageSet set, BuiltRoot root, TaskContext task) =>
        Consistency.CheckAsync(Builder, set, root, task);

    /// <summary>Tells what is to be known of a root's packages.</summary>
    public static void Note(BuiltRoot root, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(task);
        if (!root.Pinned) task.Unpinned();
        if (root.Unpinned is { } why)
        {
            // Each set's own reason goes to its log; the remedy for all of them is shown once.
            task.Log($"{why.Place}: {why.Cause}, so that the mirror's current versions were taken");
            task.Note(
                "package sets without a fitting lock took the mirror's current versions (the tasks' logs name them). "
                + "Run ./build.sh --target=Update-Locks and commit what it writes.");
        }

        foreach (var note in root.Notes) task.Note(note);
    }
}
