using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
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
    /// <summary>What a container starts; null where the image leaves that to who runs it.</summary>
    public string? Program => Entrypoint.Concat(Cmd).FirstOrDefault();

    /// <summary>Where the user is written, for errors that only the image's content can show.</summary>
    public SourceLocation UserPlace { get; init; } = new(ImageDefinition.FileName);

    /// <summary>Where the program is written, likewise.</summary>
    public SourceLocation ProgramPlace { get; init; } = new(ImageDefinition.FileName);

    internal static ContainerSettings Read(YamlMap map) => new(
        map.Texts("entrypoint"),
        map.Texts("cmd"),
        KeyValues.Read(map, "env", TextRules.Variable),
        map.Find("user") is { } user ? TextRules.ContainerUser.Check(user.AsText(), "ARG0408") : null,
        map.Find("workdir") is { } folder ? CheckedWorkdir(folder.AsText()) : null,
        KeyValues.Read(map, "labels", TextRules.LabelKey))
    {
        UserPlace = map.Find("user")?.Place ?? map.Place,
        ProgramPlace = (map.Find("entrypoint") ?? map.Find("cmd"))?.Place ?? map.Place,
    };

    private static string CheckedWorkdir(YamlText text) => text.Required() == "/" || ImagePath.IsAbsolute(text.Value)
        ? text.Value
        : throw new ArgosyException(new Diagnostic("ARG0408", text.Place, $"'{text.Value}' is no workdir", "Begin it with '/'."));
}
