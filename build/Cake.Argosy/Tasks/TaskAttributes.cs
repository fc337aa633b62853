namespace Cake.Argosy.Tasks;

/// <summary>The task's name on the command line.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>One line for <c>--showdescription</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>The line.</summary>
    public string Description { get; } = description;
}

/// <summary>An edge: that task runs first. Between two matrix tasks it joins cell to cell.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type task) : Attribute
{
    /// <summary>The class of the task that runs first.</summary>
    public Type Task { get; } = task;
}

/// <summary>The task's criterion depends on the model and the command line alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FixedCriterionAttribute : Attribute;

/// <summary>The same edge, from the other end: this task runs before that one, whose class needn't name it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type task) : Attribute
{
    /// <summary>The class of the task that runs later.</summary>
    public Type Task { get; } = task;
}

/// <summary>The name of a task's aggregates, if it differs from that of its cells: the cell
/// <c>Deb-demo-debian-12-x64</c> is a part of <c>Debs</c> and <c>Debs-x64</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TaskAggregateAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
