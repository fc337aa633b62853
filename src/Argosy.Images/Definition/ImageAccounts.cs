using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>A user that an image declares.</summary>
/// <param name="Place">Its line.</param>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its number; null for the first free one from 1000 on.</param>
/// <param name="Group">Its own group; null for one with the user's name and, if it is free, number.</param>
/// <param name="Groups">Further groups.</param>
/// <param name="Home">Its home folder, which isn't made; null for <c>/nonexistent</c>.</param>
/// <param name="Shell">Its shell; null for <c>/usr/sbin/nologin</c>.</param>
/// <param name="Comment">Its full name or purpose.</param>
public sealed record ImageUser(
    SourceLocation Place, string Name, int? Id, string? Group, IReadOnlyList<string> Groups, string? Home,
    string? Shell, string? Comment)
{
    internal static ImageUser Read(YamlMap map)
    {
        var user = new ImageUser(
            map.Place,
            TextRules.Account.Check(map.Get("name").AsText(), "ARG0452"),
            ImageGroup.ReadId(map),
            map.Find("group") is { } group ? TextRules.Account.Check(group.AsText(), "ARG0452") : null,
            [.. (map.Find("groups")?.AsList().Texts() ?? []).Select(g => TextRules.Account.Check(g, "ARG0452"))],
            ReadPath(map, "home"),
            ReadPath(map, "shell"),
            map.Find("comment") is { } comment ? ReadComment(comment.AsText()) : null);
        map.Done();
        return user;
    }

    private static string? ReadPath(YamlMap map, string key) =>
        map.Find(key)?.AsText() is not { } text ? null
        : text.Required() == "/" ? "/"
        : text.Value.Contains(':', StringComparison.Ordinal) ? throw Colon(text)
        : TextRules.ImagePath.Check(text, "ARG0452");

    private static string ReadComment(YamlText text)
    {
        var comment = TextRules.Line.Check(text, "ARG0452");
        return comment.Contains(':', StringComparison.Ordinal) ? throw Colon(text) : comment;
    }

    private static ArgosyException Colon(YamlText text) => new(new Diagnostic("ARG0452", text.Place,
        $"'{text.Value}' has a colon, which separates the fields of /etc/passwd", "Write it without a colon."));
}

/// <summary>A group that an image declares.</summary>
/// <param name="Place">Its line.</param>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its number; null for the first free one from 1000 on.</param>
public sealed record ImageGroup(SourceLocation Place, string Name, int? Id)
{
    // Larger ones can't be in every engine's user namespace, and 65535 and 2^32-1 mean "none" to the kernel.
    private const int Largest = 2_000_000_000;

    internal static ImageGroup Read(YamlMap map)
    {
        var group = new ImageGroup(
            map.Place, TextRules.Account.Check(map.Get("name").AsText(), "ARG0452"), ReadId(map));
        map.Done();
        return group;
    }

    internal static int? ReadId(YamlMap map)
    {
        if (map.Find("id")?.AsText() is not { } text) return null;
        var id = text.AsInt();
        return id is >= 0 and <= Largest and not 65535
            ? id
            : throw new ArgosyException(new Diagnostic("ARG0452", text.Place, $"{id} is no number of a user or a group",
                $"Write a number from 0 to {Largest}, except 65535."));
    }
}
