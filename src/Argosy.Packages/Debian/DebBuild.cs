using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Debian.Shlibs;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Native;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Debian;

/// <summary>Debian packages of the native items, as declared in <c>debs/debs.yaml</c>, for each platform.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Has the roots that they are compiled against and proven in.</param>
/// <param name="native">Builds their native items.</param>
public sealed class DebBuild(BuildSettings settings, PlatformRoots roots, NativeBuild native)
{
    /// <summary>The declared sets of packages. Error ARG0523 if one's native item is unknown.</summary>
    public IReadOnlyList<DebDefinition> Definitions => field ??= Checked(DebDefinition.LoadAll(settings.Root));

    /// <summary>The set of that name.</summary>
    public DebDefinition Find(string name) => Definitions.Single(d => d.Name == name);

    /// <summary>Declares a set for a platform.</summary>
    public void Declare(TaskDeclaration task, DebDefinition deb, Platform platform)
    {
        var triplet = platform.Architecture.GnuTriplet;
        native.DeclarePackaged(task, ItemOf(deb), platform);
        task.Inputs(deb.License)
            .Values(deb.Fingerprint, $"{settings.SourceDate}", settings.Model.Project.Version,
                settings.Model.Project.Name, settings.Model.Project.Description, deb.Name)
            .Uses(PlatformRoots.Unpacker, $"{triplet}-objcopy", $"{triplet}-strip")
            .Outputs(settings.Paths.Relative(FolderOf(deb, platform)))
            .ReplacesOutputs();
    }

    /// <summary>Cross-builds an item against the platform's sysroot and packs it for apt.</summary>
    public async Task BuildAsync(DebDefinition deb, Platform platform, TaskContext task)
    {
        var item = ItemOf(deb);
        var request = new DebRequest(
            platform, deb, settings.Model.Project.Version,
            await native.BuildPackagedAsync(item, platform, deb.Name, task),
            roots.PathOf(platform, PlatformRoots.Sysroot), FolderOf(deb, platform), settings.SourceDate.Time)
        {
            Project = settings.Model.Project.Name,
            Summary = settings.Model.Project.Description,
            Item = item.Name,
            License = Path.Combine(settings.Root, deb.License),
        };
        foreach (var made in await new DebBuilder(task.Commands()).BuildAsync(request, task.Cancellation))
            task.Made(settings.Paths, made.Path, ArtifactKind.Deb, platform.Architecture);
    }

    /// <summary>Declares the proof of a set on a platform.</summary>
    public void DeclareProof(TaskDeclaration task, DebDefinition deb, Platform platform) => task
        .Inputs(deb.Smoke is { } smoke ? [smoke] : [])
        .Values("proof", deb.Fingerprint, "signed")
        .Uses("apt-get", "dpkg", "gpg", "gpgconf", "gpgv", PlatformRoots.Unpacker, "env",
            $"{platform.Architecture.GnuTriplet}-gcc")
        .UsesIfPresent($"{platform.Architecture.GnuTriplet}-g++")
        .Runs(settings.Host, platform.Architecture);

    /// <summary>apt installs a set from its mirror into a clean root, whose loader loads the libraries, and where a
    /// program that was compiled with them runs. Error ARG0525 if it can't be installed beside another
    /// architecture's.</summary>
    public async Task VerifyAsync(DebDefinition definition, Platform platform, TaskContext task)
    {
        var debs = await ReadAsync(definition, platform, task);
        foreach (var other in settings.Architectures.Where(a => a != platform.Architecture))
        {
            var theirs = await ReadAsync(definition, platform with { Architecture = other }, task);
            await CoInstallable.CheckAsync(debs, theirs, task.Cancellation);
        }

        var outcome = await new DebProof(task.Commands(), platform, roots.Made(platform, PlatformRoots.Sysroot))
            .RunAsync(
                roots.Made(platform, PlatformRoots.Clean), settings.Paths.Mirror("debian"), debs,
                definition.Smoke is { } smoke ? Path.Combine(settings.Root, smoke) : null, task.Cancellation);
        foreach (var deb in debs)
        {
            task.Record(settings.Paths.Relative(deb.Path), ProofLevel.Installs, outcome,
                $"apt installs {deb.Package} on {platform}");
        }
    }

    /// <summary>The packages built for a platform, as paths.</summary>
    internal IEnumerable<string> FilesOf(Platform platform) =>
        Definitions.SelectMany(d => FolderListing.FilesOf(FolderOf(d, platform), ".deb"));

    private Task<IReadOnlyList<DebFile>> ReadAsync(DebDefinition definition, Platform platform, TaskContext task) =>
        DebFile.ReadAllAsync(FolderOf(definition, platform), task.Commands(), task.Cancellation);

    private string FolderOf(DebDefinition deb, Platform platform) =>
        Path.Combine(settings.Paths.Debs(platform), deb.Name);

    private IReadOnlyList<DebDefinition> Checked(IReadOnlyList<DebDefinition> definitions)
    {
        foreach (var definition in definitions) _ = ItemOf(definition);
        return definitions;
    }

    // A declaration without it means the item that promises to install the libraries, or the only one.
    private NativeItem ItemOf(DebDefinition deb)
    {
        var items = settings.Model.Native;
        if (deb.Native is { } name)
        {
            return items.FirstOrDefault(n => n.Name == name) ?? throw new ArgosyException(new Diagnostic(
                "ARG0523", deb.Place, $"{Model.FileName} has no native item '{name}'",
                Suggestion.For(name, items.Select(n => n.Name))));
        }

        var promised = items.Where(n => deb.Libraries.All(l => Promises(n, l))).ToList();
        return promised is [var one] ? one
            : items is [var only] ? only
            : throw new ArgosyException(new Diagnostic(
                "ARG0523", deb.Place, $"no native item of {Model.FileName} says that it installs the libraries of "
                    + $"'{deb.Name}'", "Write 'native:' with the item's name."));
    }

    // As 'lib/libz.so', with or without a version.
    private static bool Promises(NativeItem item, string soname)
    {
        var library = SoName.TrySplit(soname)?.Library ?? Path.GetFileNameWithoutExtension(soname);
        return item.Installs.Any(i => i.StartsWith($"lib/{library}.so", StringComparison.Ordinal));
    }
}
