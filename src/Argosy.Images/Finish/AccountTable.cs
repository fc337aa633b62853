using System.Globalization;

namespace Argosy.Images.Finish;

/// <summary>The numbers that a new user or group may get.</summary>
/// <param name="First">The first to try.</param>
/// <param name="Last">The last one; below the first, if the numbers are tried downwards.</param>
internal readonly record struct IdRange(int First, int Last)
{
    /// <summary>adduser's for system users (Debian policy 9.2.2).</summary>
    public static IdRange System { get; } = new(100, 999);

    /// <summary>systemd-sysusers', which counts downwards.</summary>
    public static IdRange Sysusers { get; } = new(999, 100);

    /// <summary>For people.</summary>
    public static IdRange Normal { get; } = new(1000, 59999);

    public IEnumerable<int> Numbers
    {
        get
        {
            var step = First <= Last ? 1 : -1;
            for (var id = First; id != Last + step; id += step) yield return id;
        }
    }
}

/// <summary>A user to add.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its number; null for the first free one.</param>
/// <param name="Group">Its group, which exists; null for one with its name.</param>
/// <param name="Comment">Full name or purpose.</param>
/// <param name="Home">Its home folder.</param>
/// <param name="Shell">Its shell.</param>
internal sealed record NewUser(string Name, int? Id, string? Group, string Comment, string Home, string Shell);

/// <summary>The users and groups of an image: <c>passwd(5)</c>, <c>group(5)</c>, and with passwords apart
/// <c>shadow(5)</c> and <c>gshadow(5)</c>.</summary>
internal sealed class AccountTable
{
    private const string NoPassword = "*";
    private const string Locked = "!";
    private readonly List<string[]> _users;
    private readonly List<string[]> _groups;
    private readonly HashSet<int> _reserved = [];

    /// <param name="passwd">Lines of <c>passwd(5)</c>; damaged ones are left out.</param>
    /// <param name="group">Lines of <c>group(5)</c>.</param>
    public AccountTable(string passwd, string group) => (_users, _groups) = (Lines(passwd, 7), Lines(group, 4));

    public bool HasUsers => _users.Count > 0;

    public int? FindUser(string name) => Id(_users.Find(u => u[0] == name));

    public int? FindGroup(string name) => Id(_groups.Find(g => g[0] == name));

    /// <summary>Keeps numbers for users and groups that are added with them later.</summary>
    public void Reserve(IEnumerable<int> ids) => _reserved.UnionWith(ids);

    /// <summary>The group's number; adds it if there is none of that name.</summary>
    public int AddGroup(string name, int? id, IdRange range)
    {
        if (FindGroup(name) is { } known) return known;
        var number = id ?? range.Numbers.First(i => !_reserved.Contains(i) && !Has(_groups, i));
        _groups.Add([name, "x", Text(number), ""]);
        return number;
    }

    /// <summary>The user's number; adds it, and its own group, if there is none of that name.</summary>
    public int AddUser(NewUser user, IdRange range)
    {
        if (FindUser(user.Name) is { } known) return known;
        var own = user.Group ?? user.Name;
        var existing = FindGroup(own);
        // A user's own group has the same number where both are free, as with adduser.
        var number = user.Id ?? range.Numbers.First(i =>
            !_reserved.Contains(i) && !Has(_users, i) && (existing is not null || !Has(_groups, i)));
        var group = existing ?? AddGroup(own, Has(_groups, number) ? null : number, range);
        _users.Add([user.Name, Locked, Text(number), Text(group), user.Comment, user.Home, user.Shell]);
        return number;
    }

    /// <summary>Adds a user to a group; false if there is no such group.</summary>
    public bool TryAddMember(string group, string user)
    {
        if (_groups.Find(g => g[0] == group) is not { } line) return false;
        var members = line[3].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (!members.Contains(user)) line[3] = string.Join(',', members.Append(user));
        return true;
    }

    /// <summary><c>/etc/passwd</c>.</summary>
    /// <param name="shadowed">Whether the passwords are in <c>/etc/shadow</c>.</param>
    public string Passwd(bool shadowed) => Joined(_users.Select(u =>
        (string[])[u[0], shadowed ? "x" : u[1] == Locked ? NoPassword : u[1], .. u[2..]]));

    /// <summary><c>/etc/group</c>.</summary>
    public string Group(bool shadowed) =>
        Joined(_groups.Select(g => (string[])[g[0], shadowed ? "x" : g[1], .. g[2..]]));

    /// <summary><c>/etc/shadow</c>.</summary>
    /// <param name="days">The day of the last change, since 1970.</param>
    public string Shadow(long days) => Joined(_users.Select(u => (string[])
    [
        u[0], u[1], days.ToString(CultureInfo.InvariantCulture),
        .. u[1] == Locked ? (string[])["", "", ""] : ["0", "99999", "7"], "", "", "",
    ]));

    /// <summary><c>/etc/gshadow</c>.</summary>
    public string GroupShadow() =>
        Joined(_groups.Select(g => (string[])[g[0], g[1] == "x" ? Locked : g[1], "", g[3]]));

    private static List<string[]> Lines(string text, int fields) =>
        [.. text.Split('\n').Select(l => l.Split(':')).Where(f => f.Length == fields && Id(f) is not null)];

    private static int? Id(string[]? fields) =>
        int.TryParse(fields?[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static bool Has(List<string[]> lines, int id) => lines.Exists(l => Id(l) == id);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Joined(IEnumerable<string[]> lines) =>
        string.Concat(lines.Select(l => string.Join(':', l) + "\n"));
}
