namespace Argosy.Engine;

/// <summary>Marks a type that calls the code of tasks: an exception with one of its frames, and none of ours before it,
/// is the task's own.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CallsTasksAttribute : Attribute;
