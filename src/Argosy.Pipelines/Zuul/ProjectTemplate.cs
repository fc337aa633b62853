using Argosy.Yaml.Writing;


namespace Argosy.Pipelines.Zuul;

/// <summary>The jobs of pipelines, for any project that uses the template.</summary>
internal sealed record ProjectTemplate(string Name, string Description, IReadOnlyList<PipelineJobs> Pipelines);

/// <summary>A pipeline's jobs, and its other attributes.</summary>
internal sealed record PipelineJobs(string Pipeline, IReadOnlyList<Entry> More, IReadOnlyList<JobUse> Jobs);

/// <summary>A job in a pipeline, with the attributes that differ there.</summary>
internal sealed record JobUse(string Job, IReadOnlyList<Entry> Changes);
