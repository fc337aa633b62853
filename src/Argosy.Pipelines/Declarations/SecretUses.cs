using Argosy.Platforms.Diagnostics;

namespace Argosy.Pipelines.Declarations;

/// <summary>Keeps secrets from jobs that run what anybody may propose.</summary>
internal static class SecretUses
{
    // Zuul's and other systems' pipelines of that name run for proposed changes.
    private const string Check = "check";

    /// <summary>Error ARG0964 for each use of a family with secrets, or with a token that may write, in a pipeline for
    /// changes that nobody has reviewed.</summary>
    public static IEnumerable<Diagnostic> Unreviewed(PipelineDeclarations declarations) =>
        from template in declarations.Templates
        from use in template.Pipelines
        where !IsReviewed(use.Pipeline.Value, declarations)
        from job in use.Jobs
        where declarations.Families.Any(f => f.Name == job.Name.Value && IsPowerful(f.Access))
        select new Diagnostic("ARG0964", job.Name.Place,
            $"'{job.Name.Value}' gets secrets in '{use.Pipeline.Value}', which runs changes that nobody has reviewed",
            "Run it in a pipeline with 'post-review: true', such as one for tags.");

    private static bool IsPowerful(JobAccess access) =>
        access.Secrets.Count > 0 || access.Permissions.Any(p => p.Level == PermissionLevel.Write);

    private static bool IsReviewed(string pipeline, PipelineDeclarations declarations) =>
        declarations.Pipelines.FirstOrDefault(p => p.Written.Value == pipeline) is { } declared
            ? declared.PostReview
            : pipeline != Check;
}
