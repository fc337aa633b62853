using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>The merge of variants and parents leaves something to run.</summary>
internal sealed class MergeRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout) => Reviews(layout)
        .Concat(layout.Jobs.Values.SelectMany(v => Allowed(v, layout)))
        .Concat(Uses(layout));

    private static IEnumerable<Finding> Reviews(Layout layout) =>
        from job in layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
        let review = job.Body.Text("post-review")
        where review?.Truth == false
        select FindingKinds.s_nothingLeft.Error(review.Place,
            "'post-review' can't be taken back", "Leave it out: false is what holds without it.");

    // allowed-projects of parent and child intersect.
    private static IEnumerable<Finding> Allowed(IReadOnlyList<JobVariant> variants, Layout layout)
    {
        HashSet<string>? allowed = null;
        foreach (var variant in layout.Chains.Of(variants[0].Name))
        {
            if (variant.Body.Find("allowed-projects") is not { } written) continue;
            var own = written.Texts.Select(t => Layout.Unqualified(t.Value)).ToHashSet();
            if (allowed is null) allowed = own;
            else allowed.IntersectWith(own);
            if (allowed.Count == 0 && own.Count > 0 && variants.Contains(variant))
                yield return FindingKinds.s_nothingLeft.Error(written.Place,
                    $"no project is left that may run '{Excerpt.Of(variant.Name)}': its parent allows others",
                    "Name projects that the parent allows, too.");
        }
    }

    private static IEnumerable<Finding> Uses(Layout layout)
    {
        var unreviewed = layout.Of("pipeline")
            .Where(p => p.Name is not null && !p.Body.Says("post-review"))
            .Select(p => p.Name!.Value)
            .ToHashSet();
        return from pipeline in layout.ProjectPipelines
               where unreviewed.Contains(pipeline.Pipeline.Value)
               from use in pipeline.Jobs
               let reason = layout.Chains.Of(use.Name).FirstOrDefault(ForcesReview)
               where reason is not null
               select FindingKinds.s_nothingLeft.Error(use.Place,
                   $"'{Excerpt.Of(use.Name)}' runs after review only "
                   + $"({(reason.Body.Says("post-review") ? "'post-review'" : "its secrets")} at {reason.Place}), "
                   + $"and '{pipeline.Pipeline.Value}' runs what nobody has reviewed",
                   "Run it in a pipeline with 'post-review: true'.");
    }

    private static bool ForcesReview(JobVariant variant) => variant.Body.Says("post-review")
        || (!variant.Source.Trusted && variant.HasPlaybooks
            && variant.Body.Find("secrets") is { } secrets && secrets.AsMany.Count > 0);
}
