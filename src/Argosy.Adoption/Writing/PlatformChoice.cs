using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Adoption.Writing;

/// <summary>The architectures and distributions of a new project.</summary>
/// <param name="Architectures">In the order of the dialect table.</param>
/// <param name="Distributions">The first is the one for native code and images.</param>
internal sealed record PlatformChoice(IReadOnlyList<Architecture> Architectures,
    IReadOnlyList<Distribution> Distributions)
{
    // The first of the table.
    private const int DefaultArchitectures = 3;

    /// <summary>Whether the user named the architectures.</summary>
    public bool AreArchitecturesGiven { get; private init; }

    /// <summary>Whether the user named the distributions.</summary>
    public bool AreDistributionsGiven { get; private init; }

    /// <summary>Architectures beside the two that all releases of Debian support longest: their packages may
    /// lag.</summary>
    public IReadOnlyList<Architecture> Lagging => [.. Architectures.Except(Architecture.All.Take(2))];

    /// <summary>Parses names; error ARG0101, ARG0102, or ARG0915 for a distribution without one of the architectures.
    /// </summary>
    public static PlatformChoice Parse(IReadOnlyList<string> architectures, IReadOnlyList<string> distributions)
    {
        var chosen = architectures.Select(a => Architecture.Parse(a, SourceLocation.CommandLine)).Distinct().ToList();
        var releases = distributions.Select(d => Distribution.Parse(d, SourceLocation.CommandLine)).Distinct().ToList();
        IReadOnlyList<Architecture> all = chosen.Count > 0
            ? [.. Architecture.All.Where(chosen.Contains)]
            : [.. Architecture.All.Take(DefaultArchitectures)];
        if (releases.Count == 0) releases.Add(Distribution.All.First(d => all.All(d.Carries)));
        var impossible = (from d in releases
                          from a in all
                          where !d.Carries(a)
                          select new Diagnostic("ARG0915",
            SourceLocation.CommandLine, $"{d.Name} ({d.Codename}) has no {a.Name}",
            $"Take {string.Join(" or ", Distribution.All.Where(o => o.Carries(a)).Select(o => o.Name))}, "
                + $"or leave {a.Name} out.")).ToList();
        if (impossible.Count > 0) throw new ArgosyException(impossible);
        return new(all, releases)
        {
            AreArchitecturesGiven = chosen.Count > 0,
            AreDistributionsGiven = distributions.Count > 0,
        };
    }
}
