using Argosy.Platforms.Diagnostics;

namespace Argosy.Zuul.Freezing;

/// <summary>The jobs that Zuul would run for a change.</summary>
/// <param name="Project">The project.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Branch">The change's branch.</param>
/// <param name="Jobs">Each after its dependencies.</param>
/// <param name="LeftOut">Jobs that are listed, but wouldn't run.</param>
public sealed record FrozenPipeline(
    string Project, string Pipeline, string Branch, IReadOnlyList<FrozenJob> Jobs, IReadOnlyList<LeftOutJob> LeftOut);

/// <summary>A job with all attributes from its parents, variants and the pipeline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parents">Its parents, the nearest first.</param>
/// <param name="AbsentParent">A parent that isn't here, so that its attributes are missing; null if all are
/// here.</param>
/// <param name="Attributes">In ordinal order of their names; list items and variables are separate.</param>
public sealed record FrozenJob(
    string Name, IReadOnlyList<string> Parents, string? AbsentParent, IReadOnlyList<FrozenValue> Attributes);

/// <summary>One value.</summary>
/// <param name="Name">Such as <c>timeout</c> or <c>vars.devstack_localrc.BUILD_TIMEOUT</c>.</param>
/// <param name="Value">On one line; encrypted values aren't shown.</param>
/// <param name="Origin">File and line of its definition.</param>
public sealed record FrozenValue(string Name, string Value, SourceLocation Origin);

/// <summary>A job that wouldn't run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">The reason, in lower case and without a full stop.</param>
/// <param name="Place">The location that excludes it.</param>
public sealed record LeftOutJob(string Name, string Reason, SourceLocation Place);
