namespace Argosy.JobHealth.Promotion;

/// <summary>Knows which pipelines' reports carry a vote.</summary>
public interface IVotingPipelines
{
    /// <summary>Whether a job's failure there can vote; null if the pipeline is unknown.</summary>
    bool? CanVote(string pipeline);
}
