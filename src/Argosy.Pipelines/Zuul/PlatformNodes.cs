using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>The nodes of jobs that are declared over platforms: each such job says on which nodeset it runs, and that
/// one is generated, declared, or listed as an existing one.</summary>
internal sealed class PlatformNodes(Model model, PipelineDeclarations declarations, Axes axes)
{
    private const string Platforms = "platforms";

    /// <summary>The name of the nodeset that a job's attributes give; null if they give none, or a map.</summary>
    public static string? NameOf(Job job) =>
        job.NodeSet ?? (job.More.FirstOrDefault(e => e.Key == "nodeset")?.Value as Scalar)?.Text;

    /// <summary>Errors ARG0694 and ARG0604 for jobs without such a nodeset, all together.</summary>
    /// <param name="declared">The names of declared nodesets.</param>
    public void Check(IEnumerable<string> declared)
    {
        var generated = Generated().Select(n => n.Name);
        var known = generated.Concat(declared).Concat(declarations.ExistingNodeSets).ToHashSet(StringComparer.Ordinal);
        var faults = declarations.Jobs
            .Where(j => j.Over.Any(o => o.Value == Platforms))
            .Select(j => Fault(j, known))
            .OfType<Diagnostic>()
            .ToList();
        if (faults.Count > 0) throw new ArgosyException(faults);
    }

    /// <summary>The nodesets of all platforms, of which those are generated that a job uses.</summary>
    public IEnumerable<NodeSet> Generated() => model.Distributions.SelectMany(d =>
        model.Architectures.Prepend(model.Baseline).Distinct().Select(a => NodeSet.For(model, new(d, a))));

    private Diagnostic? Fault(StanzaDeclaration job, HashSet<string> known)
    {
        if (job.Attributes.Find("abstract") is not null) return null;
        if (job.Attributes.Find("nodeset") is not { } nodeset)
            return new("ARG0694", job.Name.Place,
                $"'{job.Name.Value}' is made over platforms, but all its jobs run on their parent's node",
                "Write 'nodeset: \"{project}-{platform}\"', or another nodeset of the platform.");
        if (nodeset is not YamlText text) return null;
        return axes.Over(job.Over).Select(c => c.Fill(text)).FirstOrDefault(n => !known.Contains(n)) is { } absent
            ? new("ARG0604", text.Place, $"no nodeset '{absent}' is generated or declared",
                Suggestion.TryNearest(absent, known) is { } near
                    ? $"Did you mean '{near}'?"
                    : "Declare it under 'nodesets', or list it under 'existing-nodesets'.")
            : null;
    }
}
