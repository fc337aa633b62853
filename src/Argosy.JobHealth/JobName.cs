using Argosy.Platforms;

namespace Argosy.JobHealth;

/// <summary>The architecture in the name of a job or of its nodeset.</summary>
/// <param name="Family">The job's name without the architecture.</param>
/// <param name="Architecture">The architecture; the build machine's if neither name has one.</param>
internal sealed record JobName(string Family, Architecture Architecture)
{
    // Longer names first, so that none is found inside another.
    private static readonly IReadOnlyList<(string Name, Architecture Architecture)> s_names =
    [
        .. Architecture.All
            .SelectMany(a =>
                ((string[])[a.Name, a.DebianName, a.OciArchitecture, a.KernelName, a.KernelName.Replace('_', '-')])
                .Distinct().Select(n => (Name: n, Architecture: a)))
            .OrderByDescending(n => n.Name.Length).ThenBy(n => n.Name, StringComparer.Ordinal),
    ];

    /// <summary>Parses a job's name; uses the nodeset's name if that has no architecture.</summary>
    public static JobName Of(string job, string nodeset)
    {
        if (Find(job) is { } found)
        {
            var before = job[..found.At].TrimEnd('-', '_', '.');
            var after = job[(found.At + found.Name.Length)..].TrimStart('-', '_', '.');
            var family = before.Length == 0 || after.Length == 0 ? before + after : $"{before}-{after}";
            return new(family.Length == 0 ? job : family, found.Architecture);
        }

        return new(job, Find(nodeset)?.Architecture ?? Architecture.DefaultBaseline);
    }

    // A name must be a whole word: "charm64" doesn't contain "arm64".
    private static (string Name, int At, Architecture Architecture)? Find(string text)
    {
        foreach (var (name, architecture) in s_names)
        {
            for (var at = text.LastIndexOf(name, StringComparison.Ordinal); at >= 0;
                at = at == 0 ? -1 : text.LastIndexOf(name, at - 1, StringComparison.Ordinal))
            {
                var end = at + name.Length;
                if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                    && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end])))
                    return (name, at, architecture);
            }
        }

        return null;
    }
}
