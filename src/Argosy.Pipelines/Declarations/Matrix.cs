namespace Argosy.Pipelines.Declarations;

/// <summary>What a job family is expanded over.</summary>
internal enum Matrix
{
    /// <summary>One job, on a node of the baseline.</summary>
    Once,

    /// <summary>A job for each architecture.</summary>
    Architectures,

    /// <summary>A job for each distribution and architecture.</summary>
    Platforms,
}

/// <summary>On whose node a job runs.</summary>
internal enum RunsOn
{
    /// <summary>The baseline, on which builds run: foreign artifacts are cross-built and proven under emulation.</summary>
    BuildMachine,

    /// <summary>A node of the architecture itself, where there are any.</summary>
    OwnArchitecture,
}

/// <summary>Which architectures a pipeline or a template is for.</summary>
internal enum Scope
{
    /// <summary>One, for the baseline.</summary>
    BuildMachine,

    /// <summary>One for each other architecture.</summary>
    EachForeignArchitecture,

    /// <summary>One that holds all architectures.</summary>
    AllArchitectures,
}
