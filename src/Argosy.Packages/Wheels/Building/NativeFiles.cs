using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The headers and static libraries of native items, for the build of a wheel: a wheel has to contain what it
/// needs, so it gets no shared ones.</summary>
/// <param name="request">The request.</param>
/// <param name="folder">The build's folder, as its programs see it.</param>
internal sealed class NativeFiles(WheelRequest request, string folder)
{
    private const string Headers = "include";
    private const string Libraries = "lib";

    private string Target => Path.Join(folder, "natives");

    /// <summary>The variables by which every compiler finds them; <c>LDFLAGS</c> are added to others.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables => request.Natives.Count == 0 ? [] :
    [
        new("CPATH", $"{Target}/{Headers}"),
        new("LDFLAGS", ShellText.Quote($"-L{Target}/{Libraries}")),
    ];

    /// <summary>Copies them into the build's folder. Error ARG0568 for an item without a static library.</summary>
    public void Copy()
    {
        foreach (var native in request.Natives)
        {
            var files = new InputFiles(native).Find([$"{Headers}/**", $"{Libraries}/**/*.a"]);
            if (!files.Any(f => f.EndsWith(".a", StringComparison.Ordinal))) throw NoStatic(native);
            OwnSource.Copy(native, files, Target, CancellationToken.None);
        }
    }

    private ArgosyException NoStatic(string native)
    {
        var item = Path.GetFileName(Path.GetDirectoryName(native));
        return new(new Diagnostic("ARG0568", request.Place,
            $"native item '{item}' installs no static library, and a wheel has to contain what it needs",
            $"Let '{item}' install one beside the shared library, with position-independent code, or remove it from "
            + $"'natives:' in {WheelSet.FileName}."));
    }
}
