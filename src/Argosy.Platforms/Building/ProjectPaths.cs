namespace Argosy.Platforms.Building;

/// <summary>The paths of outputs. Members are absolute; <see cref="Relative"/> gives the form for declarations and
/// reports.</summary>
public sealed class ProjectPaths(string root)
{
    /// <summary>The project's folder.</summary>
    public string Root => root;

    /// <summary>All build outputs.</summary>
    public string Artifacts => At("artifacts");

    /// <summary>The build's own state.</summary>
    public string State => At(".argosy");

    /// <summary>Pinned versions and digests of downloads.</summary>
    public string Locks => At("locks");

    /// <summary>A platform's sysroot.</summary>
    public string Sysroot(Platform platform) => At($"artifacts/sysroots/{platform}");

    /// <summary>A platform's root for one purpose, such as <c>python</c>.</summary>
    public string RootOf(Platform platform, string purpose) => At($".argosy/roots/{platform}/{purpose}");

    /// <summary>All native items.</summary>
    public string Natives => At("artifacts/native");

    /// <summary>A native item for an architecture: libraries, headers and test programs.</summary>
    public string Native(string item, Architecture architecture) => Path.Combine(Natives, item, architecture.Name);

    /// <summary>A .NET item's assemblies for one target framework.</summary>
    public string Managed(string item, string framework) => At($"artifacts/managed/{item}/{framework}");

    /// <summary>A self-test's program for one target framework.</summary>
    public string SelfTest(string item, string framework) => At($".argosy/selftest/{item}/{framework}");

    /// <summary>NuGet packages.</summary>
    public string Packages => At("artifacts/packages");

    /// <summary>An image's OCI layout.</summary>
    public string Image(string name) => At($"artifacts/images/{name}");

    /// <summary>The layout of an image's attestations: bills of materials, provenance, signatures.</summary>
    public string Attestations(string image) => Image(image) + ".attest";

    /// <summary>An image's bills of materials, as files.</summary>
    public string Sboms(string image) => At($"artifacts/sbom/{image}");

    /// <summary>An image's layout for only one architecture.</summary>
    public string ImageLayer(string name, Architecture architecture) => At($".argosy/images/{name}/{architecture}");

    /// <summary>The list of an image's packages for one architecture.</summary>
    public string ImagePackages(string name, Architecture architecture) =>
        At($".argosy/images/{name}/{architecture}.packages.json");

    /// <summary>A platform's wheels.</summary>
    public string Wheels(Platform platform) => At($"artifacts/wheels/{platform}");

    /// <summary>The one wheel of a project for a platform.</summary>
    public string Wheel(Platform platform, string project) => At($".argosy/wheels/{platform}/{project}");

    /// <summary>Why a project has no wheel for a platform; no file if it has one.</summary>
    public string WheelFailure(Platform platform, string project) =>
        At($"artifacts/wheel-failures/{platform}/{project}.json");

    /// <summary>A platform's Debian packages.</summary>
    public string Debs(Platform platform) => At($"artifacts/debs/{platform}");

    /// <summary>Results of test suites.</summary>
    public string Tests => At("artifacts/tests");

    /// <summary>A mirror for a static web server.</summary>
    public string Mirror(string kind) => At($"artifacts/mirror/{kind}");

    /// <summary>A platform's mirror of wheels.</summary>
    public string WheelMirror(Platform platform) => Path.Combine(Mirror("wheel"), platform.WheelSlug);

    /// <summary>A path in the form of declarations and the report.</summary>
    public string Relative(string path) => Path.GetRelativePath(root, path);

    private string At(string relative) => Path.Combine(root, relative);
}
