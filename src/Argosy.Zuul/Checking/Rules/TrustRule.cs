using Argosy.Zuul.Model;
using Argosy.Zuul.Reading;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>An untrusted project configures only itself, and has neither pipelines nor base jobs.</summary>
internal sealed class TrustRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        foreach (var o in layout.Configuration.Objects.Where(o => !o.Source.Trusted))
        {
            if (o.Kind == "pipeline")
                yield return FindingKinds.s_notPermitted.Error(o.Place,
                    $"{o.Source.Name} is no config project, but has a pipeline", "Move it to a config project.");
            else if (o.Kind == "job" && Trust.IsTrusted(o))
                yield return FindingKinds.s_notPermitted.Error(o.Place,
                    $"{o.Source.Name} is no config project, but has a job without a parent",
                    "Name a parent, or leave 'parent' out to take the tenant's.");
            else if (o.Kind == "project" && o.Name is { } name && IsForeign(name.Value, o.Source))
                yield return FindingKinds.s_notPermitted.Error(name.Place,
                    $"{o.Source.Name} is no config project, but configures '{Excerpt.Of(name.Value)}'",
                    "Leave 'name' out, or move this to a config project.");
        }
    }

    // A checkout of unknown name may be that of any project.
    private static bool IsForeign(string name, SourceRepository repository) => name.StartsWith('^')
        || (repository.IsNamed && Layout.Unqualified(name) != repository.Name);
}
