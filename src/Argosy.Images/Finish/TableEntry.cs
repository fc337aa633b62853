using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Finish;

/// <summary>What the maintainer scripts of a package do for a running image.</summary>
/// <param name="Package">The package's name, or a pattern of names.</param>
internal sealed record TableEntry(PathPattern Package)
{
    /// <summary>Files with the users and groups that every system has.</summary>
    public (string Passwd, string Group)? Accounts { get; init; }

    public IReadOnlyList<TableGroup> Groups { get; init; } = [];

    public IReadOnlyList<TableUser> Users { get; init; } = [];

    /// <summary>Groups of users, as <c>user: group</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Members { get; init; } = [];

    public IReadOnlyList<TablePath> Folders { get; init; } = [];

    public IReadOnlyList<TablePath> Files { get; init; } = [];

    /// <summary>Links and their targets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Links { get; init; } = [];

    /// <summary>Programs and their capabilities.</summary>
    public IReadOnlyList<KeyValuePair<string, FileCapabilities>> Capabilities { get; init; } = [];

    /// <summary>Registrations that a script computes: command lines of update-alternatives.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>Parts of the finish that the package brings.</summary>
    public IReadOnlySet<string> Parts { get; init; } = new HashSet<string>();

    internal static TableEntry Read(string name, YamlMap map)
    {
        var entry = new TableEntry(new PathPattern(name))
        {
            Accounts = map.Map("accounts") is { } accounts ? (accounts.Text("passwd"), accounts.Text("group")) : null,
            Groups = [.. Items(map, "groups").Select(TableGroup.Read)],
            Users = [.. Items(map, "users").Select(TableUser.Read)],
            Members = Pairs(map, "members"),
            Folders = [.. Items(map, "folders").Select(TablePath.Read)],
            Files = [.. Items(map, "files").Select(TablePath.Read)],
            Links = Pairs(map, "links"),
            Capabilities = [.. (map.Map("capabilities")?.Entries ?? [])
                .Select(e => KeyValuePair.Create(e.Key.Value, FileCapabilities.Read(e.Value.AsText())))],
            Alternatives = map.Texts("alternatives"),
            Parts = map.Texts("parts").ToHashSet(StringComparer.Ordinal),
        };
        // Only for the reader of the table.
        _ = map.Text("nothing", "-");
        map.Done();
        return entry;
    }

    private static IEnumerable<YamlMap> Items(YamlMap map, string key) =>
        (map.Find(key)?.AsList().Items ?? []).Select(i => i.AsMap());

    private static List<KeyValuePair<string, string>> Pairs(YamlMap map, string key) =>
        [.. (map.Map(key)?.Entries ?? []).Select(e => KeyValuePair.Create(e.Key.Value, e.Value.AsText().Required()))];
}

/// <summary>A group of a package.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Debian's fixed number; null for the first free one.</param>
internal sealed record TableGroup(string Name, int? Id)
{
    internal static TableGroup Read(YamlMap map)
    {
        var group = new TableGroup(map.Text("name"), ImageGroup.ReadId(map));
        map.Done();
        return group;
    }
}

/// <summary>A user of a package, with the defaults of <c>adduser --system</c>.</summary>
internal sealed record TableUser(NewUser User)
{
    internal static TableUser Read(YamlMap map)
    {
        var user = new NewUser(
            map.Text("name"), ImageGroup.ReadId(map), map.Find("group")?.AsText().Required(), map.Text("comment", ""),
            map.Text("home", "/nonexistent"), map.Text("shell", "/usr/sbin/nologin"));
        map.Done();
        return new(user with { Comment = user.Comment == "-" ? "" : user.Comment });
    }
}

/// <summary>A file or folder that a package's scripts make, or give an owner and a mode.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Owner">Its user; null for the one it has, or root.</param>
/// <param name="Group">Its group.</param>
/// <param name="Mode">Its mode; null for the one it has, or the usual one.</param>
/// <param name="Text">The text of a file that isn't there.</param>
/// <param name="Copy">A file to copy if it isn't there.</param>
internal sealed record TablePath(
    string Path, string? Owner, string? Group, UnixFileMode? Mode, string? Text, string? Copy)
{
    internal static TablePath Read(YamlMap map)
    {
        var mode = map.Find("mode")?.AsText();
        var path = new TablePath(
            map.Text("path"), map.Find("owner")?.AsText().Required(), map.Find("group")?.AsText().Required(),
            mode is null ? null : (UnixFileMode)Convert.ToInt32(mode.Value, 8),
            map.Find("text")?.AsText().Value, map.Find("copy")?.AsText().Required());
        map.Done();
        return path.Path.StartsWith('/')
            ? path
            : throw new ArgosyException(new Diagnostic(
                "ARG0459", map.Place, $"'{path.Path}' is no path in an image", "Begin it with '/'."));
    }
}
