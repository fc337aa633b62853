using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>What a container started from an image gets; the names are those of a Dockerfile.</summary>
/// <param name="Entrypoint">The program and its first arguments.</param>
/// <param name="Cmd">Further arguments, which whoever runs it may replace.</param>
/// <param name="Env">Variables, sorted by name.</param>
/// <param name="User">User and group; null is root.</param>
/// <param name="Workdir">Where it starts; null is the root.</param>
/// <param name="Labels">For people and tools that look at a container, sorted by key.</param>
public sealed record ContainerSettings(
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Cmd,
    IReadOnlyList<KeyValuePair<string, string>> Env,
    string? User,
    string? Workdir,
    IReadOnlyList<KeyValuePair<string, string>> Labels)
{
    internal static ContainerSettings Read(YamlMap map) => new(
        map.Texts("entrypoint"),
        map.Texts("cmd"),
        KeyValues.Read(map, "env", KeyValues.IsVariable),
        Checked(map, "user", IsUser, "Write a name or a number, or both user and group with ':' between."),
        Checked(map, "workdir", w => w == "/" || ImagePath.IsAbsolute(w), "Begin it with '/'."),
        KeyValues.Read(map, "labels", KeyValues.IsKey));

    private static string? Checked(YamlMap map, string key, Func<string, bool> isGood, string remedy)
    {
        var text = map.Find(key)?.AsText();
        return text is null || isGood(text.Required())
            ? text?.Value
            : throw new ArgosyException(new Diagnosis("ARG0408", text.Place, $"'{text.Value}' is no {key}", remedy));
    }

    private static bool IsUser(string user) => user.Split(':') is { Length: 1 or 2 } parts
        && parts.All(p => p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'));
}
