namespace Argosy.JobHealth.Promotion;

/// <summary>Knows of pipelines whether their reports carry a vote.</summary>
public interface IVotingPipelines
{
    /// <summary>Whether a job's failure there can vote; null where the pipeline isn't known.</summary>
    bool? CanVote(string pipeline);
}
