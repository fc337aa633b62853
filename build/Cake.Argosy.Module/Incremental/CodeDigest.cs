using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Cake.Argosy.Module.Incremental;

/// <summary>The digest of the code that runs the tasks: when it changes, no older result counts.</summary>
internal static partial class CodeDigest
{
    private const string DefaultScript = "build.cake";

    /// <summary>Over the assemblies beside the engine, the script, and what it loads and refers to by path.</summary>
    /// <param name="root">The project's folder: where Cake was started.</param>
    /// <param name="arguments">Cake's own, the first without a dash being the script.</param>
    /// <param name="files">Knows what hasn't changed.</param>
    public static Digest Of(string root, IEnumerable<string> arguments, FileDigests files)
    {
        var beside = Path.GetDirectoryName(typeof(CodeDigest).Assembly.Location)!;
        var script = arguments.FirstOrDefault(a => !a.StartsWith('-') && a.EndsWith(".cake", StringComparison.OrdinalIgnoreCase));
        var loaded = new SortedSet<string>(StringComparer.Ordinal);
        Follow(Path.GetFullPath(script ?? DefaultScript, root), loaded);
        var all = Directory.EnumerateFiles(beside, "*.dll").Order(StringComparer.Ordinal).Concat(loaded)
            .Select(file => files.TryOf(file) is { } digest ? $"{Path.GetFileName(file)} {digest.Hex}" : "");
        return Digest.Of(string.Join('\n', all.Prepend(typeof(Cake.Core.ICakeEngine).Assembly.GetName().Version!.ToString())));
    }

    private static void Follow(string script, SortedSet<string> found)
    {
        if (!File.Exists(script) || !found.Add(script)) return;
        if (!script.EndsWith(".cake", StringComparison.OrdinalIgnoreCase)) return;
        var folder = Path.GetDirectoryName(script)!;
        foreach (Match directive in Directive().Matches(File.ReadAllText(script)))
            Follow(Path.GetFullPath(directive.Groups["path"].Value, folder), found);
    }

    // #load "x.cake" and #r "x.dll", in their long and short forms; of local: and file: addresses the path.
    [GeneratedRegex("""^\s*#(?:load|l|reference|r)\s+"(?:local:\?path=|file:///?)?(?<path>[^":?]+)"?""", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
