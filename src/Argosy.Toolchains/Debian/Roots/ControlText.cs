namespace Argosy.Toolchains.Debian.Roots;

/// <summary>The paragraph of a package's control file (deb-control(5)).</summary>
/// <param name="Text">Without the last line break.</param>
internal sealed record ControlText(string Text)
{
    /// <summary>No package.</summary>
    public static ControlText None { get; } = new("");

    /// <summary>The package's name.</summary>
    public string Package => Field("Package");

    /// <summary>The source package's name, and its version where that differs from the package's.</summary>
    public (string Name, string Version) Source
    {
        get
        {
            var words = Field("Source").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length switch
            {
                0 => (Package, Field("Version")),
                1 => (words[0], Field("Version")),
                _ => (words[0], words[1].Trim('(', ')')),
            };
        }
    }

    /// <summary>Packages whose files this one may have in their place.</summary>
    /// <remarks>The versions are left out: dpkg refuses both packages together if one isn't meant.</remarks>
    public IEnumerable<string> Replaces =>
        Field("Replaces").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(r => r.Split(' ', ':', '(')[0]);

    /// <summary>Installed-Size in bytes; 0 without one.</summary>
    public long InstalledSize => long.TryParse(Field("Installed-Size"), out var kib) && kib > 0 ? kib << 10 : 0;

    /// <summary>A field's value with its continuation lines; empty if there is none.</summary>
    public string Field(string name)
    {
        var lines = Text.Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));
        if (at < 0) return "";
        var more = lines.Skip(at + 1).TakeWhile(l => l.StartsWith(' ') || l.StartsWith('\t')).Select(l => l.Trim());
        return string.Join(' ', more.Prepend(lines[at][(name.Length + 1)..].Trim())).Trim();
    }
}
