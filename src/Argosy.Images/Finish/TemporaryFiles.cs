namespace Argosy.Images.Finish;

/// <summary>The folders, files and links that packages declare in <c>tmpfiles.d(5)</c>, which systemd would make at
/// each start.</summary>
/// <remarks>No systemd starts in a container, so folders below <c>/run</c> are part of the image: a daemon puts its
/// sockets there. What is made only once a boot (<c>!</c>), below <c>/tmp</c>, <c>/var/tmp</c>, <c>/dev</c>,
/// <c>/proc</c> or <c>/sys</c>, or with a specifier of the machine, is left out; so are types that remove, age or
/// write.</remarks>
/// <param name="tree">The image's files.</param>
/// <param name="owners">The image's users and groups.</param>
internal sealed class TemporaryFiles(FinishTree tree, Layers.OwnerNames owners)
{
    private static readonly string[] s_volatile = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys"];

    /// <summary>Makes them, in the order of files and lines.</summary>
    public void Finish()
    {
        foreach (var file in tree.Packaged("usr/lib/tmpfiles.d")
            .Where(f => f.Path.EndsWith(".conf", StringComparison.Ordinal)))
        {
            // systemd's own describe a machine that boots.
            if (file.Path.StartsWith("usr/lib/tmpfiles.d/systemd", StringComparison.Ordinal)) continue;
            foreach (var line in (tree.TryReadPackaged(file.Path) ?? "").Split('\n').Select(ConfigurationLine.Words))
                if (line.Count >= 2) Make(line);
        }
    }

    private void Make(IReadOnlyList<string> line)
    {
        var path = Canonical(line[1]);
        if (line[0].Contains('!', StringComparison.Ordinal) || path.Contains('%', StringComparison.Ordinal)
            || !path.StartsWith('/')
            || s_volatile.Any(v => path == v || path.StartsWith($"{v}/", StringComparison.Ordinal)))
            return;
        var argument = string.Join(' ', line.Skip(6));
        var (owner, group) = (Number(Field(line, 3), owners.FindUser), Number(Field(line, 4), owners.FindGroup));
        if (owner is null || group is null) return;
        switch (line[0].TrimEnd('-', '=', '~', '^', '$'))
        {
            case "d" or "D" or "v" or "q" or "Q":
                tree.MakeFolder(path, Mode(line, 0b111_101_101), owner.Value, group.Value);
                break;
            case "f" or "F" or "f+" when tree.Target(path) is null:
                tree.Write(path, argument.Length == 0 ? "" : argument + "\n", Mode(line, 0b110_100_100), owner.Value,
                    group.Value);
                break;
            case "L" or "L+" or "L?":
                tree.Link(path, argument.Length == 0 || argument == "-" ? $"/usr/share/factory{path}" : argument);
                break;
            default:
                break;
        }
    }

    // /var/run is /run, whether or not the image has the link.
    private static string Canonical(string path) =>
        path.StartsWith("/var/run/", StringComparison.Ordinal) ? path["/var".Length..] : path;

    private static string Field(IReadOnlyList<string> line, int at) =>
        at < line.Count && line[at] != "-" ? line[at].TrimStart(':') : "";

    private static int? Number(string name, Func<string, int?> find) =>
        name.Length == 0 ? 0 : int.TryParse(name, out var number) ? number : find(name);

    private static int Mode(IReadOnlyList<string> line, int absent)
    {
        var text = Field(line, 2).TrimStart('~');
        return text.Length is > 0 and <= 4 && text.All(c => c is >= '0' and <= '7') ? Convert.ToInt32(text, 8) : absent;
    }
}
