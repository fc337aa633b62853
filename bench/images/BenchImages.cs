using Argosy.Artifacts;
using Argosy.Images;
using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;
using Argosy.Toolchains.Debian;

namespace Argosy.Bench.Images;

/// <summary>Builds images in a scratch folder. Packages come from the machine's mirrors and stay in the user's cache;
/// converted layers are the run's own.</summary>
internal sealed class BenchImages(string work) : IDisposable
{
    private RootBuilder? _builder;

    /// <summary>A path in the scratch folder.</summary>
    public string this[string name] => Path.Combine(work, name);

    /// <summary>Resolves and fetches packages. The builder keeps nothing of it but what is on disk.</summary>
    public RootBuilder Builder => _builder ??= new(new(_ => { }), new RootOptions(this["locks"]));

    /// <summary>A platform of Debian 12.</summary>
    public static Platform On(string architecture) =>
        new(Distribution.All.Single(d => d.Name == "debian-12"), Architecture.TryFind(architecture)!);

    /// <summary>A package set.</summary>
    public static PackageSet Set(string image, string architecture, params string[] packages) =>
        new(On(architecture), $"image-{image}", packages);

    /// <summary>Pins a set to what the mirror has, so that later runs ask no mirror, and fetches it.</summary>
    public async Task PinAsync(PackageSet set)
    {
        await Builder.UpdateLockAsync(set, CancellationToken.None);
        await Builder.PackageAsync(set, CancellationToken.None);
    }

    /// <summary>Packages to layout.</summary>
    public async Task<BuiltImage> BuildAsync(
        PackageSet set, string target, string cache,
        IReadOnlyDictionary<string, IReadOnlySet<string>>? images = null)
    {
        var root = await Builder.PackageAsync(set, CancellationToken.None);
        var image = ImageDefinition.Read(set.Name["image-".Length..], YamlFile.Parse(
            $"packages: [{string.Join(", ", set.Packages)}]", "image.yaml"));
        return await new LayoutBuilder(image, work, DateTimeOffset.UnixEpoch.AddDays(1))
        {
            CacheFolder = this[cache],
            Set = images ?? new Dictionary<string, IReadOnlySet<string>>(),
        }.BuildAsync(set.Platform, root, this[target], CancellationToken.None);
    }

    /// <summary>Replaces a locked package by one that differs in a file.</summary>
    public async Task ChangeAsync(PackageSet set, string package)
    {
        var path = PackageLock.PathOf(this["locks"], set);
        var locked = PackageLock.TryLoad(path)!;
        var before = locked.Packages.Single(p => p.Name == package);
        var deb = Path.Combine(RootOptions.DefaultCacheFolder, before.Digest.Hex[..2], $"{before.Digest.Hex}.deb");
        await Peer.RunAsync("dpkg-deb", "-R", deb, this["repack"]);
        File.AppendAllText(Directory.EnumerateFiles(
            this["repack/usr/share/doc"], "copyright", SearchOption.AllDirectories).First(), $"{Guid.NewGuid()}\n");
        await Peer.RunAsync("dpkg-deb", "--root-owner-group", "--build", this["repack"], this["changed.deb"]);
        Directory.Delete(this["repack"], recursive: true);
        var digest = Digest.OfFile(this["changed.deb"]);
        var target = Path.Combine(RootOptions.DefaultCacheFolder, digest.Hex[..2], $"{digest.Hex}.deb");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(this["changed.deb"], target, overwrite: true);
        AtomicFile.Write(path, new PackageLock(
            locked.Requested,
            [.. locked.Packages.Select(p => p == before ? p with { Digest = digest } : p)]).Text(set));
    }

    public void Dispose() => _builder?.Dispose();
}
