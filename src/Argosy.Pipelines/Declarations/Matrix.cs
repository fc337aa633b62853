namespace Argosy.Pipelines.Declarations;

/// <summary>The matrix over which a job family is expanded.</summary>
internal enum Matrix
{
    /// <summary>One job, on a node of the baseline.</summary>
    Once,

    /// <summary>A job for each architecture.</summary>
    Architectures,

    /// <summary>A job for each distribution and architecture.</summary>
    Platforms,
}

/// <summary>The node a job runs on.</summary>
internal enum RunsOn
{
    /// <summary>The baseline, on which builds run: foreign artifacts are cross-built and proven under
    /// emulation.</summary>
    BuildMachine,

    /// <summary>A node of the architecture itself, if there is one.</summary>
    OwnArchitecture,
}

/// <summary>The architectures that a pipeline or a template is for.</summary>
internal enum Scope
{
    /// <summary>One, for the baseline.</summary>
    BuildMachine,

    /// <summary>One for each other architecture.</summary>
    EachForeignArchitecture,

    /// <summary>One for all architectures.</summary>
    AllArchitectures,
}
