using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>A job's playbooks get only secrets of its own repository. Without playbooks of its own, a job's secrets
/// reach nothing, and Zuul doesn't look for them.</summary>
internal sealed class SecretRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        var known = layout.Of("secret")
            .Where(s => s.Name is not null)
            .Select(s => (s.Source.Name, s.Name!.Value))
            .ToHashSet();
        return from job in layout.Variants
               where job.HasPlaybooks
               from secret in job.Body.Find("secrets")?.AsMany
                   .Select(s => s as TextNode ?? (s as MapNode)?.Text("secret"))
                   .OfType<TextNode>() ?? []
               where !known.Contains((job.Source.Name, secret.Value))
               select FindingKinds.s_unknownReference.Error(secret.Place,
                   $"{job.Source.Name} defines no secret '{Excerpt.Of(secret.Value)}'",
                   "Define it in the job's own repository; another's can't be used.");
    }
}
