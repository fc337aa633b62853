using System.Globalization;

namespace Argosy.Images.Finish;

/// <summary>The users and groups that packages declare in <c>sysusers.d(5)</c>.</summary>
/// <param name="tree">The image's files.</param>
/// <param name="accounts">Receives them.</param>
internal sealed class SystemUsers(FinishTree tree, AccountTable accounts)
{
    private const string Folder = "usr/lib/sysusers.d";

    /// <summary>Adds groups, then users, then members, each in the order of their files. Numbers that nothing
    /// determines count down from 999, as systemd-sysusers gives them.</summary>
    public void Finish()
    {
        var lines = tree.Packaged(Folder).Where(f => f.Path.EndsWith(".conf", StringComparison.Ordinal))
            .Select(f => tree.TryReadPackaged(f.Path) ?? "")
            .SelectMany(t => t.Split('\n'))
            .Select(ConfigurationLine.Words)
            .Where(w => w.Count >= 2)
            .ToList();
        foreach (var line in lines.Where(w => w[0] == "g"))
            accounts.AddGroup(line[1], Number(Field(line, 2)), IdRange.Sysusers);
        foreach (var line in lines.Where(w => w[0] is "u" or "u!")) AddUser(line);
        foreach (var line in lines.Where(w => w[0] == "m" && w.Count >= 3))
        {
            accounts.AddGroup(line[2], null, IdRange.Sysusers);
            accounts.TryAddMember(line[2], line[1]);
        }
    }

    private void AddUser(IReadOnlyList<string> line)
    {
        var id = Field(line, 2).Split(':');
        // Numbers of both, or a group's name.
        var group = id.Length < 2 ? null : Number(id[1]) is { } number ? GroupOf(line[1], number) : id[1];
        accounts.AddUser(
            new(line[1], Number(id[0]), group, Field(line, 3), Or(Field(line, 4), "/"),
                Or(Field(line, 5), line[1] == "root" ? "/bin/sh" : "/usr/sbin/nologin")),
            IdRange.Sysusers);
    }

    private string GroupOf(string user, int number)
    {
        accounts.AddGroup(user, number, IdRange.Sysusers);
        return user;
    }

    private static string Field(IReadOnlyList<string> line, int at) =>
        at < line.Count && line[at] != "-" ? line[at] : "";

    private static string Or(string text, string absent) => text.Length > 0 ? text : absent;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
