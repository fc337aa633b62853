using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Playbooks are in the repository of the job that names them, and every job that runs has one.</summary>
internal sealed class PlaybookRule : IRule
{
    private static readonly string[] s_endings = ["", ".yaml", ".yml"];

    public IEnumerable<Finding> Check(Layout layout) => Absent(layout).Concat(WithoutRun(layout));

    private static IEnumerable<Finding> Absent(Layout layout)
    {
        var known = new Dictionary<(SourceRepository, string), bool>();
        foreach (var job in layout.Variants)
        {
            foreach (var playbook in JobVariant.Playbooks.SelectMany(a => References.Named(job.Body, a)))
            {
                var key = (job.Source, playbook.Value);
                if (!known.TryGetValue(key, out var there))
                    known[key] = there = s_endings.Any(e => job.Source.Has(playbook.Value + e));
                if (!there)
                {
                    yield return FindingKinds.s_absentPlaybook.Error(playbook.Place,
                        $"the playbook '{Excerpt.Of(playbook.Value)}' isn't in {job.Source.Name}",
                        "Write its path from the repository's root, or add it.");
                }
            }
        }
    }

    private static IEnumerable<Finding> WithoutRun(Layout layout) => layout.ProjectPipelines
        .SelectMany(p => p.Jobs)
        .Where(u => u.Name != Layout.NoopJob && layout.Jobs.ContainsKey(u.Name)
            && layout.Chains.IsComplete(u.Name)
            && layout.Chains.Value(u.Name, "run", u) is null)
        .DistinctBy(u => u.Name)
        .Select(u => FindingKinds.s_absentPlaybook.Error(u.Place,
            $"the job '{Excerpt.Of(u.Name)}' runs here, but neither it nor a parent has a 'run' playbook",
            "Give it one."));
}
