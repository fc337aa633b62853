namespace Argosy.Pipelines.Declarations;

/// <summary>When a pipeline runs.</summary>
internal enum EventKind
{
    /// <summary>A change is proposed or updated.</summary>
    PullRequest,

    /// <summary>A change is about to merge.</summary>
    MergeQueue,

    /// <summary>A change has merged.</summary>
    Push,

    /// <summary>A version is tagged.</summary>
    Tag,

    /// <summary>At a scheduled time.</summary>
    Schedule,
}
