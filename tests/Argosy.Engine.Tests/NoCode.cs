using Argosy.Engine.Graph;

namespace Argosy.Engine.Tests;

/// <summary>A tool without tasks, whose exceptions are all unknown.</summary>
internal sealed class NoCode : ITaskCode
{
    public bool HasHooks => false;

    public string ToolAssemblies => "Tool.";

    public UnmetCriterion? FindUnmet(GraphTask task) => null;

    public Task<Exception?> CallAsync(GraphTask task, TaskRun run) => throw new NotSupportedException();

    public void Skip(GraphTask task, UnmetCriterion criterion) => throw new NotSupportedException();

    public ErrorKind KindOf(Exception error) => ErrorKind.Other;
}
