using Argosy.Images.Engines;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Images.Tests.Engines;

/// <summary>An image of Debian's dash, for three architectures in one layout, as builds make it. Needs a Debian
/// mirror.</summary>
public sealed class EngineImages : IAsyncLifetime
{
    public const string Yaml =
        "packages: [libc6, dash]\nexclude: [/usr/share/**]\nfiles: [{text: hello, destination: /etc/greeting}]\n"
        + "entrypoint: [/bin/sh, -c]\ncmd: ['echo of the image; echo $FROM_IMAGE']\nenv: {FROM_IMAGE: set}\n"
        + "workdir: /etc";

    private readonly TestFolder _folder = new();

    public static IReadOnlyList<string> Architectures { get; } = ["x64", "arm64", "ppc64le"];

    public string Layout => _folder["small"];

    public async ValueTask InitializeAsync()
    {
        var image = Images.Define(Yaml);
        var layouts = new List<string>();
        foreach (var name in Architectures)
        {
            var platform = Images.On(name);
            await CommandRunner.Silent.RunAsync(
                new("mmdebstrap", "--quiet", $"--arch={platform.Architecture.DebianName}", "--variant=extract",
                    // The release alone: mirrors of its security updates are sometimes between two states.
                    """--setup-hook=sed -i /security/d "$1"/etc/apt/sources.list""",
                    $"--include={string.Join(',', image.Packages)}", platform.Distribution.Codename,
                    _folder[$"{name}.tar"]),
                default);
            var built = await new LayoutBuilder(image, _folder.Path, Images.Created)
                .BuildAsync(platform, _folder[$"{name}.tar"], _folder[name], default);
            layouts.Add(built.Layout);
        }

        await ImageLayout.AssembleAsync(image, layouts, Layout, Images.Created, default);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    internal PlatformImage For(string architecture) =>
        PlatformImage.Of(OciLayout.Verify(Layout), Architecture.TryFind(architecture)!);
}
