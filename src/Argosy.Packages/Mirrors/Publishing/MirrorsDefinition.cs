using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Where and how mirrors are published, as declared in <c>mirrors/mirrors.yaml</c>.</summary>
/// <param name="Target">The address; null if the command line gives it.</param>
/// <param name="Keep">Which snapshots are kept.</param>
/// <param name="Replace">Mirrors whose packages may get other bytes under the same name.</param>
/// <param name="SshConfiguration">A file of the project for <c>ssh -F</c>; null for the user's own.</param>
/// <param name="WaitSeconds">How long to wait for another publisher.</param>
public sealed record MirrorsDefinition(
    MirrorAddress? Target, SnapshotRetention Keep, IReadOnlyList<string> Replace, string? SshConfiguration,
    int WaitSeconds)
{
    private const string Id = "ARG0590";
    private const int DefaultWait = 600;

    /// <summary>The file of a project.</summary>
    public const string FileName = "mirrors/mirrors.yaml";

    /// <summary>The option that replaces the target.</summary>
    public const string Option = "mirror-target";

    /// <summary>The environment's variable for it.</summary>
    public const string Variable = "ARGOSY_MIRROR_TARGET";

    /// <summary>What holds without a file.</summary>
    public static MirrorsDefinition None { get; } = new(null, new(), [], null, DefaultWait);

    /// <summary>The project's file, or <see cref="None"/>. Error ARG0274 for a file with an almost correct name.
    /// </summary>
    public static MirrorsDefinition Load(string root) => RoomFile.IsThere(root, FileName)
        ? Read(YamlFile.Load(Path.Combine(root, FileName), FileName))
        : None;

    /// <summary>Reads a parsed document. Errors ARG0590 and ARG0591.</summary>
    public static MirrorsDefinition Read(YamlMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var target = map.Find("target")?.AsText();
        var definition = new MirrorsDefinition(
            target is null ? null : MirrorAddress.Parse(target.Required(), target.Place),
            map.Map("keep") is { } keep ? ReadKeep(keep) : new(),
            [
                .. map.Find("replace")?.AsList().Texts().Select(t => MirrorPath.IsMirror(t.Value)
                    ? t.Value
                    : throw Error(t.Place, $"'{t.Value}' can't be a mirror's name",
                        "Write its folder below artifacts/mirror, such as nuget.")) ?? [],
            ],
            map.Find("ssh-config") is { } file ? TextRules.ProjectPath.Check(file.AsText(), Id) : null,
            Number(map, "wait", DefaultWait, 0, 86_400));
        map.Done();
        return definition;
    }

    /// <summary>The target of a run. Error ARG0590 without one.</summary>
    /// <param name="written">The command line's or the environment's; null for the file's.</param>
    public MirrorAddress TargetOr(string? written) => written is { Length: > 0 }
        ? MirrorAddress.Parse(written, SourceLocation.CommandLine)
        : Target ?? throw new ArgosyException(new Diagnostic(Id, new(FileName),
            "no target is given to publish mirrors to",
            $"Write 'target: FOLDER' or 'target: user@host:FOLDER' there, or give --{Option} or ${Variable}."));

    private static SnapshotRetention ReadKeep(YamlMap map)
    {
        var keep = new SnapshotRetention(
            Number(map, "snapshots", new SnapshotRetention().Snapshots, SnapshotRetention.Fewest, 10_000),
            map.Find("days") is null ? null : Number(map, "days", 0, 1, 36_500));
        map.Done();
        return keep;
    }

    private static int Number(YamlMap map, string key, int absent, int least, int most)
    {
        var number = map.Number(key, absent);
        return number >= least && number <= most
            ? number
            : throw Error(map.Find(key)!.Place, $"'{key}' is {number}", $"Write a number from {least} to {most}.");
    }

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic(Id, place, cause, remedy));
}
