namespace Argosy.Pipelines.Declarations;

/// <summary>How a pipeline enqueues changes (Zuul's <c>pipeline.manager</c>).</summary>
internal enum PipelineManager
{
    /// <summary>Each change separately.</summary>
    Independent,

    /// <summary>Changes stacked as they would merge.</summary>
    Dependent,

    /// <summary>One at a time.</summary>
    Serial,

    /// <summary>Only the newest waiting change.</summary>
    Supercedent,
}

/// <summary>The priority for nodes.</summary>
internal enum Precedence
{
    /// <summary>After all others.</summary>
    Low,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>Before all others.</summary>
    High,
}
