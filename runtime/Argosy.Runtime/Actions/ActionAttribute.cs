namespace Argosy.Runtime;

/// <summary>
/// Lets other localities call the method. The generator generates its registration, its serializers and its typed
/// calls; a type that can't be serialized is a compile-time error.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActionAttribute : Attribute
{
    /// <summary>
    /// Runs on the receiving thread, instead of the thread pool: for short methods that never block. A direct action
    /// that takes long delays everything that its locality receives.
    /// </summary>
    public bool Direct { get; set; }

    /// <summary>The name on the wire, for a method that was renamed; by default its full name.
    /// It always includes the parameter types.</summary>
    public string? Name { get; set; }
}

/// <summary>Closes a generic action over types: one attribute for each set,
/// since a remote call names a closed method.</summary>
/// <param name="types">One for each type parameter.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ClosedOverAttribute(params Type[] types) : Attribute
{
    /// <summary>One for each type parameter.</summary>
    public IReadOnlyList<Type> Types => types;
}

/// <summary>Makes the generator write a serializer for the type's public state.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ArchivableAttribute : Attribute
{
    /// <summary>
    /// Members have their <see cref="MemberAttribute"/> number and length: unknown ones are skipped, missing ones keep
    /// their defaults. Without it both sides must have the same members in the same order, which costs nothing on the
    /// wire.
    /// </summary>
    public bool Tolerant { get; set; }
}

/// <summary>A member's number in a tolerant type. The number of a removed member must not be reused.</summary>
/// <param name="number">From 1.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class MemberAttribute(int number) : Attribute
{
    /// <summary>From 1.</summary>
    public int Number => number;
}
