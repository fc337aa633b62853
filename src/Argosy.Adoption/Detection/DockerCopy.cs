using System.Text.RegularExpressions;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Platforms.Rules;

namespace Argosy.Adoption.Detection;

/// <summary>COPY and ADD as files of an image.</summary>
/// <param name="files">The repository.</param>
/// <param name="context">The folder that docker builds from.</param>
internal sealed partial class DockerCopy(ProjectFiles files, string context)
{
    private static readonly string[] s_archives = [".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst"];

    /// <summary>The files; null with the reason if image.yaml can't express them.</summary>
    public IReadOnlyList<ImageFileProposal>? Read(
        DockerInstruction instruction, DockerVariables variables, string workdir, out string reason)
    {
        reason = "";
        var flags = instruction.Flags;
        var written = instruction.Rest.StartsWith('[')
            ? (instruction with { Text = instruction.Rest }).Json
            : DockerWords.Of(instruction.Rest);
        var words = written?.Select(variables.Expand).ToList();
        if (flags.ContainsKey("from"))
            reason = "it copies from another stage or image: let a target make the file, and name it under files:";
        else if (words is null or { Count: < 2 } || words.Contains(null))
            reason = "a variable without a value, or an unknown form";
        else if (instruction.Rest.Contains("<<", StringComparison.Ordinal))
            reason = "a here-document: write it as text:";
        else if (words.Any(w =>
            w!.Contains("://", StringComparison.Ordinal) || w.StartsWith("git@", StringComparison.Ordinal)))
            reason = "it downloads: let a target fetch the file";
        else if (instruction.Name == "ADD"
            && words.SkipLast(1).Any(w => s_archives.Any(a => w!.EndsWith(a, StringComparison.Ordinal))))
            reason = "it unpacks an archive: name its files";
        if (reason.Length > 0) return null;
        var destination = Absolute(words![^1]!, workdir);
        var sources = words.SkipLast(1).OfType<string>().ToList();
        var owner = flags.GetValueOrDefault("chown", "").Split(':');
        var proposals = new List<ImageFileProposal>();
        foreach (var source in sources)
        {
            if (Join(source) is not { } path)
            {
                reason = "it copies the whole context: name its files and folders under files:";
                return null;
            }

            if (!Fits(path) || !TextRules.ImagePath.Allows(destination)
                || owner.Any(o => o.Length > 0 && !TextRules.Owner.Allows(o)))
            {
                reason = "a path or an owner that image.yaml doesn't take";
                return null;
            }

            var isFolder = files.HasFolder(path);
            proposals.Add(new(instruction.Line, path, Target(destination, path, isFolder, sources.Count))
            {
                Owner = owner[0] is { Length: > 0 } user ? user : null,
                Group = owner.ElementAtOrDefault(1) is { Length: > 0 } group ? group : null,
                Mode = flags.GetValueOrDefault("chmod") is { } mode
                    && Octal().IsMatch(mode) ? mode.PadLeft(4, '0') : null,
                IsThere = isFolder || path.Contains('*', StringComparison.Ordinal) || files.Has(path),
            });
        }

        return proposals;
    }

    // A folder's contents go into the folder; a file goes into it where it ends with a slash.
    private static string Target(string destination, string path, bool isFolder, int sources) =>
        isFolder ? destination.TrimEnd('/') is { Length: > 0 } folder ? folder : "/"
        : destination.EndsWith('/') || sources == 1 ? destination
        : $"{destination}/";

    private string? Join(string source)
    {
        var path = ProjectFiles.Join(context, source.TrimStart('/'));
        return path is null or "." || path == context ? null : path;
    }

    // Wildcards in the last part alone, and no text that would be a placeholder.
    private static bool Fits(string path) =>
        !path.Contains('{', StringComparison.Ordinal) && !path.Contains('[', StringComparison.Ordinal)
        && !path[..Math.Max(0, path.LastIndexOf('/'))].Contains('*', StringComparison.Ordinal)
            && path.All(c => c >= ' ');

    private static string Absolute(string path, string workdir)
    {
        var folder = path.EndsWith('/') || path is "." or "./";
        var whole = path.StartsWith('/') ? path : $"{workdir.TrimEnd('/')}/{path}";
        var parts = whole.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToList();
        return $"/{string.Join('/', parts)}{(folder && parts.Count > 0 ? "/" : "")}";
    }

    [GeneratedRegex("^0?[0-7]{3,4}$")]
    private static partial Regex Octal();
}
