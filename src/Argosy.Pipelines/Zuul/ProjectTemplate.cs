namespace Argosy.Pipelines.Zuul;

/// <summary>Which jobs run in which pipelines, for any project that takes the template.</summary>
internal sealed record ProjectTemplate(string Name, string Description, IReadOnlyList<PipelineJobs> Pipelines);

/// <summary>A pipeline's jobs.</summary>
internal sealed record PipelineJobs(string Pipeline, IReadOnlyList<JobUse> Jobs);

/// <summary>A job in a pipeline.</summary>
internal sealed record JobUse(string Job, bool Voting, IReadOnlyList<string> Dependencies);
