namespace Argosy.Runtime.Generators.Model;

/// <summary>The source of a parameter's value.</summary>
internal enum ParameterRole
{
    /// <summary>From the caller, in the archive.</summary>
    Travels,

    /// <summary>The receiver's <c>ActionContext</c>.</summary>
    Context,

    /// <summary>The receiver's cancellation token.</summary>
    Cancellation,
}

/// <summary>The form of a method's result.</summary>
internal enum ResultShape
{
    Void,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
}

/// <summary>A type as code: without parts that make no difference to the runtime, and as its author wrote it.</summary>
/// <param name="Plain">No nullable annotations, no names of tuple elements.</param>
/// <param name="Annotated">With both.</param>
internal sealed record TypeText(string Plain, string Annotated)
{
    internal static TypeText Unit { get; } = new("global::Argosy.Runtime.Unit", "global::Argosy.Runtime.Unit");
}

/// <summary>One parameter of a method.</summary>
/// <param name="Role">The source of its value.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">As in the source.</param>
/// <param name="Default">Its default as code, or null.</param>
internal sealed record ParameterModel(ParameterRole Role, TypeText Type, string Name, string? Default);

/// <summary>The types of a call: all methods with equal types share one overload.</summary>
/// <param name="Parameters">All of them.</param>
/// <param name="Shape">The form of the result.</param>
/// <param name="Returned">The method's own return type; <c>void</c> for none.</param>
/// <param name="Result">The caller's result.</param>
internal sealed record SignatureModel(
    EquatableArray<ParameterModel> Parameters, ResultShape Shape, TypeText Returned, TypeText Result)
{
    internal IEnumerable<ParameterModel> Travelling => Parameters.Where(p => p.Role == ParameterRole.Travels);

    /// <summary>Equal for methods that share an overload.</summary>
    internal string Key => $"{Returned.Plain}({string.Join(", ", Parameters.Select(p => p.Type.Plain))})";
}

/// <summary>One closed action.</summary>
/// <param name="Type">Its class, closed.</param>
/// <param name="Owner">The class's name as part of other names; the same for every instantiation.</param>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="IsPublic">Whether all types in its calls are public.</param>
/// <param name="IsStatic">Otherwise it is called on an object.</param>
/// <param name="Method">Its name, with type arguments.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Direct">Runs on the receiving thread.</param>
/// <param name="Signature">Its types.</param>
/// <param name="GenericInstantiations">Generic archivable types that its own types close.</param>
/// <param name="Structures">Structures within its types that move bit by bit.</param>
internal sealed record ActionModel(
    string Type, string Owner, string Namespace, bool IsPublic, bool IsStatic, string Method, string Name, bool Direct,
    SignatureModel Signature, EquatableArray<SerializerModel> GenericInstantiations,
    EquatableArray<ShapeModel> Structures)
{
    /// <summary>The method that an instance action becomes on a remote reference.</summary>
    internal string RemoteName
    {
        get
        {
            var generic = Method.IndexOf('<');
            var plain = (generic < 0 ? Method : Method.Substring(0, generic)).TrimStart('@');
            return plain.EndsWith("Async", StringComparison.Ordinal) ? plain : $"{plain}Async";
        }
    }

    /// <summary>Whether a call of that method would call the reference's own method instead,
    /// which locates the object.</summary>
    internal bool IsHidden =>
        !IsStatic && RemoteName == "LocateAsync" && Signature.Travelling.All(p => p.Default is not null);

    /// <summary>The key by which the compiler distinguishes that method from others.</summary>
    internal string RemoteKey =>
        $"{Type}.{RemoteName}({string.Join(", ", Signature.Travelling.Select(p => p.Type.Plain))})";
}

/// <summary>The actions of one class.</summary>
internal sealed record OwnerModel(string Owner, EquatableArray<ActionModel> Actions);
