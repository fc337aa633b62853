using System.Text.RegularExpressions;
using Argosy.Images.Definition;

namespace Argosy.Images.Finish;

/// <summary>A script that dpkg would run when a package is installed (Debian policy 6).</summary>
/// <param name="Package">The package's name, without architecture.</param>
/// <param name="Kind"><c>preinst</c> or <c>postinst</c>.</param>
/// <param name="Path">Its path in the image.</param>
/// <param name="Text">The script.</param>
internal sealed partial record MaintainerScript(string Package, string Kind, string Path, string Text)
{
    private const string Folder = "var/lib/dpkg/info";

    /// <summary>The scripts of an image's packages, sorted by package; preinst before postinst.</summary>
    public static IReadOnlyList<MaintainerScript> Of(FinishTree tree) =>
    [
        .. tree.Packaged(Folder)
            .Where(f => f.Path.EndsWith(".preinst", StringComparison.Ordinal)
                || f.Path.EndsWith(".postinst", StringComparison.Ordinal))
            .Select(f => Read(f.Path, tree.TryReadPackaged(f.Path) ?? ""))
            .OrderBy(s => s.Package, StringComparer.Ordinal)
            .ThenByDescending(s => s.Kind, StringComparer.Ordinal),
    ];

    /// <summary>The names of all packages of an image, sorted.</summary>
    public static IReadOnlyList<string> Packages(FinishTree tree) =>
    [
        .. tree.Packaged(Folder).Select(f => ImagePath.Name(f.Path))
            .Where(n => n.EndsWith(".list", StringComparison.Ordinal)).Select(n => n[..^".list".Length].Split(':')[0])
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The lines that a person wrote and that do something: without comments, without the sections that
    /// debhelper generates, whose effects are services, triggers and alternatives, and without lines that do nothing
    /// for an image.</summary>
    public IReadOnlyList<string> OwnLines(ScriptTable table) =>
    [
        .. Generated().Replace(Text, "").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(l => Blanks().Replace(l.Trim(), " "))
            .Where(l => l.Length > 0 && !l.StartsWith('#') && !table.IsHarmless(l)),
    ];

    private static MaintainerScript Read(string path, string text)
    {
        var name = ImagePath.Name(path);
        var dot = name.LastIndexOf('.');
        return new(name[..dot].Split(':')[0], name[(dot + 1)..], path, text);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Package} ({Kind})";

    [GeneratedRegex(@"^[ \t]*# Automatically added by dh_.*?^[ \t]*# End automatically added section[^\n]*$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Generated();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
