using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Finish;

/// <summary>Adds users and groups that an image and the table declare.</summary>
/// <param name="accounts">Receives them.</param>
internal sealed class DeclaredAccounts(AccountTable accounts)
{
    /// <summary>The image's own come first, so that a package finds its user with the number that the image gives it.
    /// Then those of packages, in the order of their names. Error ARG0452.</summary>
    /// <param name="finish">The image's.</param>
    /// <param name="entries">Those of the packages.</param>
    /// <param name="addDeclaredByPackages">Adds those that packages declare themselves.</param>
    public void Finish(ImageFinish finish, IReadOnlyList<TableEntry> entries, Action addDeclaredByPackages)
    {
        accounts.Reserve(finish.Users.Select(u => u.Id).Concat(finish.Groups.Select(g => g.Id)).OfType<int>());
        accounts.Reserve(entries.SelectMany(e => e.Users.Select(u => u.User.Id).Concat(e.Groups.Select(g => g.Id)))
            .OfType<int>());
        foreach (var group in finish.Groups)
            Same(group.Place, group.Name, group.Id, accounts.AddGroup(group.Name, group.Id, IdRange.Normal));
        foreach (var user in finish.Users) Add(user);
        foreach (var group in entries.SelectMany(e => e.Groups))
            accounts.AddGroup(group.Name, group.Id, IdRange.System);
        foreach (var user in entries.SelectMany(e => e.Users)) accounts.AddUser(user.User, IdRange.System);
        addDeclaredByPackages();
        foreach (var (user, group) in entries.SelectMany(e => e.Members)) accounts.TryAddMember(group, user);
        foreach (var (user, group) in finish.Users.SelectMany(u => u.Groups.Select(g => (u, g))))
        {
            if (!accounts.TryAddMember(group, user.Name))
                throw Error(user.Place, $"there is no group '{group}'",
                    "Declare it under 'groups', or add its package.");
        }
    }

    private void Add(ImageUser user)
    {
        if (user.Group is { } group && accounts.FindGroup(group) is null)
            throw Error(user.Place, $"there is no group '{group}'", "Declare it under 'groups'.");
        var id = accounts.AddUser(
            new(user.Name, user.Id, user.Group, user.Comment ?? "", user.Home ?? "/nonexistent",
                user.Shell ?? "/usr/sbin/nologin"),
            IdRange.Normal);
        Same(user.Place, user.Name, user.Id, id);
    }

    private static void Same(SourceLocation place, string name, int? wanted, int id)
    {
        if (wanted is { } number && number != id)
            throw Error(place, $"'{name}' has the number {id} on every Debian system, not {number}",
                "Leave 'id' out, or choose another name.");
    }

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic("ARG0452", place, cause, remedy));
}
