using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Distinguishes config projects, whose configuration is trusted, from all others.</summary>
internal static class Trust
{
    /// <summary>Reads it from the tenant; without one, a repository with objects that only a config project may have is
    /// one, with a note.</summary>
    public static IEnumerable<Finding> Settle(
        IReadOnlyList<SourceRepository> repositories, IReadOnlyList<ZuulObject> objects, Tenant tenant)
    {
        if (tenant.Projects is { } listed)
        {
            foreach (var repository in repositories)
                repository.Trusted = listed.GetValueOrDefault(repository.Name)?.Trusted == true;
            yield break;
        }

        var configured = objects.Where(o => o.Kind == "project" && o.Name is not null).ToLookup(o => o.Source);
        var signals = objects.Where(o => IsTrusted(o) || ConfiguresOthers(o, configured));
        foreach (var signs in signals.GroupBy(o => o.Source))
        {
            signs.Key.Trusted = true;
            var sign = signs.First();
            var what = sign.Kind switch
            {
                "pipeline" => "a pipeline",
                "job" => "a job without a parent",
                _ => "projects of several names",
            };
            yield return FindingKinds.s_notPermitted.Note(sign.Place,
                $"'{signs.Key.Name}' has {what} and is taken for a config project",
                "Give the tenant's file with --tenant to have this checked.");
        }
    }

    // A checkout of unknown name configures itself under one name at most.
    private static bool ConfiguresOthers(ZuulObject o, ILookup<SourceRepository, ZuulObject> configured) =>
        o is { Kind: "project", Source.IsNamed: false, Name: { } name }
        && configured[o.Source].Any(other => other.Name!.Value != name.Value);

    /// <summary>Whether it is a pipeline or a base job.</summary>
    public static bool IsTrusted(ZuulObject o) => o.Kind == "pipeline"
        || (o.Kind == "job" && o.Body.Text("parent")?.Meaning == ScalarMeaning.Nothing);
}
