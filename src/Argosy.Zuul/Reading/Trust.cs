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

        foreach (var signs in objects.Where(IsTrusted).GroupBy(o => o.Source))
        {
            signs.Key.Trusted = true;
            var sign = signs.First();
            var what = sign.Kind == "pipeline" ? "a pipeline" : "a job without a parent";
            yield return FindingKinds.s_notPermitted.Note(sign.Place,
                $"'{signs.Key.Name}' has {what} and is taken for a config project",
                "Give the tenant's file with --tenant to have this checked.");
        }
    }

    /// <summary>Whether it is a pipeline or a base job.</summary>
    public static bool IsTrusted(ZuulObject o) => o.Kind == "pipeline"
        || (o.Kind == "job" && o.Body.Text("parent")?.Meaning == ScalarMeaning.Nothing);
}
