using Argosy.Platforms.Diagnostics;

namespace Argosy.Zuul.Freezing;

/// <summary>What Zuul would run for a change.</summary>
/// <param name="Project">The project.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Branch">The change's branch.</param>
/// <param name="Jobs">Each after those it waits for.</param>
/// <param name="LeftOut">Jobs that are listed, but wouldn't run.</param>
public sealed record FrozenPipeline(string Project, string Pipeline, string Branch, IReadOnlyList<FrozenJob> Jobs, IReadOnlyList<LeftOutJob> LeftOut);

/// <summary>A job with all that its parents, variants and the pipeline say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parents">Its parents, the nearest first.</param>
/// <param name="AbsentParent">A parent that isn't here, so that what it says is lacking; null where all are.</param>
/// <param name="Attributes">In ordinal order of their names; items of lists and variables each by themselves.</param>
public sealed record FrozenJob(string Name, IReadOnlyList<string> Parents, string? AbsentParent, IReadOnlyList<FrozenValue> Attributes);

/// <summary>One value.</summary>
/// <param name="Name">Such as <c>timeout</c> or <c>vars.devstack_localrc.BUILD_TIMEOUT</c>.</param>
/// <param name="Value">On one line; what is encrypted isn't shown.</param>
/// <param name="Origin">File and line that give it.</param>
public sealed record FrozenValue(string Name, string Value, SourceLocation Origin);

/// <summary>A job that wouldn't run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why, in lower case and without a full stop.</param>
/// <param name="Place">What leaves it out.</param>
public sealed record LeftOutJob(string Name, string Reason, SourceLocation Place);
