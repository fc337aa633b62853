using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Tells config projects, whose configuration is trusted, from all others.</summary>
internal static class Trust
{
    /// <summary>Takes it from the tenant; without one, whoever has what only a config project may have is one, and a note
    /// says so.</summary>
    public static IEnumerable<Finding> Settle(IReadOnlyList<SourceRepository> repositories, IReadOnlyList<ZuulObject> objects, Tenant tenant)
    {
        if (tenant.Projects is { } listed)
        {
            foreach (var repository in repositories) repository.Trusted = listed.GetValueOrDefault(repository.Name)?.Trusted == true;
            yield break;
        }

        foreach (var signs in objects.Where(IsTrusted).GroupBy(o => o.Source))
        {
            signs.Key.Trusted = true;
            var sign = signs.First();
            var what = sign.Kind == "pipeline" ? "a pipeline" : "a job without a parent";
            yield return FindingKinds.NotPermitted.Note(sign.Place, $"'{signs.Key.Name}' has {what} and is taken for a config project",
                "Give the tenant's file with --tenant to have this checked.");
        }
    }

    /// <summary>Whether it is a pipeline or a base job.</summary>
    public static bool IsTrusted(ZuulObject o) => o.Kind == "pipeline"
        || (o.Kind == "job" && o.Body.Text("parent")?.Meaning == ScalarMeaning.Nothing);
}
