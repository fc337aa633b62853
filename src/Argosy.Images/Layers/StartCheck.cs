using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Layers;

/// <summary>Checks whether a container of an image can start: its user is known and its program exists.</summary>
/// <remarks>An engine would report this only at the start, which doesn't happen in a build without a
/// self-test.</remarks>
/// <param name="architecture">The image's architecture.</param>
/// <param name="packages">The layer below.</param>
/// <param name="files">The layer above, whose paths take precedence.</param>
internal sealed class StartCheck(Architecture architecture, LayerTree packages, LayerTree files)
{
    // The search path of engines if an image sets no PATH.
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private const int LongestList = 1 << 20;

    /// <summary>Errors ARG0432 (user or group) and ARG0433 (program), all at once.</summary>
    public void Require(ContainerSettings settings)
    {
        var wrong = new List<Diagnostic>();
        var names = settings.User?.Split(':') ?? [];
        if (names.Length > 0) wrong.AddRange(Unknown(settings.UserPlace, "user", names[0], "etc/passwd"));
        if (names.Length > 1) wrong.AddRange(Unknown(settings.UserPlace, "group", names[1], "etc/group"));
        if (settings.Program is { } program && WhyNot(program, settings) is var (cause, remedy))
            wrong.Add(new("ARG0433", settings.ProgramPlace, cause, remedy));
        if (wrong.Count > 0) throw new ArgosyException(wrong);
    }

    private IEnumerable<Diagnostic> Unknown(SourceLocation place, string what, string name, string list)
    {
        if (name.All(char.IsAsciiDigit)) return [];
        var known = Resolve(list) is FileEntry { Content: var content }
            ? Encoding.UTF8.GetString(content.Head(LongestList)).Split('\n')
                .Select(l => l.Split(':')[0])
                .Where(n => n.Length > 0)
                .ToList()
            : null;
        if (known?.Contains(name) == true) return [];
        var near = Suggestion.TryNearest(name, known ?? []) is { } nearest
            ? $"Did you mean '{nearest}'? Else declare"
            : "Declare";
        return [new("ARG0432", place,
            known is null
                ? $"the image has no /{list}, so it has no {what} '{name}'"
                : $"the {what} '{name}' isn't in the image's /{list}",
            $"{near} it under '{what}s', or write its number.")];
    }

    private (string Cause, string Remedy)? WhyNot(string program, ContainerSettings settings)
    {
        var found = Candidates(program, settings).ToList();
        if (found.Find(ProgramCheck.IsProgram) is { } file)
            return new ProgramCheck(
                    architecture,
                    p => Resolve(p) as FileEntry,
                    p => Candidates(p, settings).FirstOrDefault(ProgramCheck.IsProgram))
                .WhyNot(program, file);
        if (found.Count > 0) return ($"'{program}' is no program: nobody may execute it", "Give it 'mode: 0755'.");
        return ($"the image has no program '{program}'", Near(program) is { } near
            ? $"Did you mean '{near}'?"
            : "Add the package or the file that has it.");
    }

    private IEnumerable<FileEntry> Candidates(string program, ContainerSettings settings)
    {
        IEnumerable<string> paths = program.Contains('/', StringComparison.Ordinal)
            ? [program.StartsWith('/') ? program : $"{settings.Workdir}/{program}"]
            : PathOf(settings).Split(':').Select(folder => $"{folder}/{program}");
        return paths.Select(Resolve).OfType<FileEntry>();
    }

    private static string PathOf(ContainerSettings settings) =>
        settings.Env.FirstOrDefault(e => e.Key == "PATH").Value ?? DefaultPath;

    private string? Near(string program)
    {
        var folder = ImagePath.Parent(program.Trim('/'));
        if (!program.StartsWith('/') || Canonical(folder) is not { } real) return null;
        var near = Suggestion.TryNearest(ImagePath.Name(program), packages.Entries.Concat(files.Entries)
            .Where(e => ImagePath.Parent(e.Path) == real && ProgramCheck.IsProgram(Resolve(e.Path) as FileEntry))
            .Select(e => ImagePath.Name(e.Path))
            .Distinct());
        return near is null ? null : $"/{ImagePath.Join(folder, near)}";
    }

    private LayerEntry? Resolve(string path) => Canonical(path) is { } real ? Find(real) : null;

    private string? Canonical(string path) =>
        LinkResolver.TryResolve(path, p => (Find(p) as LinkEntry)?.Target, followLast: true);

    private LayerEntry? Find(string path) => files.Find(path) ?? packages.Find(path);
}
