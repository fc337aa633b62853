using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Freezing;

/// <summary>Whether a change's files start a job.</summary>
internal static class FileMatchers
{
    // Gerrit lists it with every change; Zuul ignores it.
    private const string CommitMessage = "/COMMIT_MSG";

    /// <summary>Why they don't, with the matchers' location; null if they do.</summary>
    public static (string Reason, SourceLocation Place)? LeftOut(MergedJob job, IReadOnlyList<string> changed)
    {
        var files = changed.Where(f => f != CommitMessage).ToList();
        if (job.Attributes.GetValueOrDefault("files") is { } wanted && wanted.AsMany.Count > 0
            && !files.Any(f => Matches(wanted, f)))
            return ("no changed file matches 'files'", wanted.Place);
        if (job.Attributes.GetValueOrDefault("irrelevant-files") is { } irrelevant && files.Count > 0
            && files.All(f => Matches(irrelevant, f)))
            return ("all changed files match 'irrelevant-files'", irrelevant.Place);
        return null;
    }

    private static bool Matches(Node matchers, string file) => matchers.AsMany.Any(m => m switch
    {
        TextNode text => ZuulPattern.Of(text.Value).IsPrefixOf(file),
        MapNode map when map.Text("regex") is { } regex =>
            ZuulPattern.Of(regex.Value).IsPrefixOf(file) != map.Says("negate"),
        _ => false,
    });
}
