using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Portable;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.GitLab;

/// <summary>When a job is part of a pipeline.</summary>
internal static class GitLabRules
{
    /// <summary>The variable in which a schedule names the pipeline it starts.</summary>
    public const string PipelineVariable = "ARGOSY_PIPELINE";

    /// <summary>A rule for each event; and one for a manual start on GitLab's page, with the variable.</summary>
    public static Sequence Of(PortablePipeline pipeline) => new(
    [
        .. pipeline.Events.Where(e => e.Kind != EventKind.Schedule).Select(e => Rule(Condition(e))),
        Rule($"${PipelineVariable} == \"{pipeline.Name}\""),
    ]);

    private static Item Rule(string condition) => new(new MappingBuilder().Prose("if", condition).Build());

    // A merge train is also a merge request's pipeline, and must be distinguished.
    private static string Condition(PortableEvent e) => e.Kind switch
    {
        EventKind.PullRequest =>
            "$CI_PIPELINE_SOURCE == \"merge_request_event\" && $CI_MERGE_REQUEST_EVENT_TYPE != \"merge_train\"",
        EventKind.MergeQueue => "$CI_MERGE_REQUEST_EVENT_TYPE == \"merge_train\"",
        EventKind.Tag => e.Detail is { } tag
            ? $"$CI_COMMIT_TAG =~ /{tag.Replace("/", @"\/", StringComparison.Ordinal)}/"
            : "$CI_COMMIT_TAG",
        _ => "$CI_PIPELINE_SOURCE == \"push\" && $CI_COMMIT_BRANCH",
    };
}
