namespace Argosy.Runtime.Generators.Model;

/// <summary>Where a parameter's value comes from.</summary>
internal enum ParameterRole
{
    /// <summary>From the caller, in the archive.</summary>
    Travels,

    /// <summary>The receiver's <c>ActionContext</c>.</summary>
    Context,

    /// <summary>The receiver's cancellation token.</summary>
    Cancellation,
}

/// <summary>How a method gives its result.</summary>
internal enum ResultShape
{
    Void,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
}

/// <summary>A type as code: without what makes no difference to the runtime, and as its author wrote it.</summary>
/// <param name="Plain">No nullable annotations, no names of tuple elements.</param>
/// <param name="Annotated">With both.</param>
internal sealed record TypeText(string Plain, string Annotated)
{
    internal static TypeText Unit { get; } = new("global::Argosy.Runtime.Unit", "global::Argosy.Runtime.Unit");
}

/// <summary>One parameter of a method.</summary>
/// <param name="Role">Who fills it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">As in the source.</param>
/// <param name="Default">Its default as code, or null.</param>
internal sealed record ParameterModel(ParameterRole Role, TypeText Type, string Name, string? Default);

/// <summary>What a call of a method needs to know: all methods with equal types share one overload.</summary>
/// <param name="Parameters">All of them.</param>
/// <param name="Shape">How the result comes.</param>
/// <param name="Returned">The method's own return type; <c>void</c> for none.</param>
/// <param name="Result">What the caller gets.</param>
internal sealed record SignatureModel(
    EquatableArray<ParameterModel> Parameters, ResultShape Shape, TypeText Returned, TypeText Result)
{
    internal IEnumerable<ParameterModel> Travelling => Parameters.Where(p => p.Role == ParameterRole.Travels);

    /// <summary>Equal for methods that one overload serves.</summary>
    internal string Key => $"{Returned.Plain}({string.Join(", ", Parameters.Select(p => p.Type.Plain))})";
}

/// <summary>One closed action.</summary>
/// <param name="Type">The class that has it, closed.</param>
/// <param name="Owner">The class's name as part of other names; the same for every closing.</param>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="IsPublic">Whether everything that its calls name is public.</param>
/// <param name="IsStatic">Else it is called on an object.</param>
/// <param name="Method">Its name, with type arguments.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Direct">Runs on the receiving thread.</param>
/// <param name="Signature">Its types.</param>
/// <param name="GenericInstantiations">Generic archivable types that its own types close.</param>
internal sealed record ActionModel(
    string Type, string Owner, string Namespace, bool IsPublic, bool IsStatic, string Method, string Name, bool Direct,
    SignatureModel Signature, EquatableArray<SerializerModel> GenericInstantiations)
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

    /// <summary>Whether a call of that method would be one of the reference's own instead, which finds the object's place.</summary>
    internal bool IsHidden => !IsStatic && RemoteName == "LocateAsync" && Signature.Travelling.All(p => p.Default is not null);

    /// <summary>By what the compiler tells that method from others.</summary>
    internal string RemoteKey => $"{Type}.{RemoteName}({string.Join(", ", Signature.Travelling.Select(p => p.Type.Plain))})";
}

/// <summary>The actions of one class.</summary>
internal sealed record OwnerModel(string Owner, EquatableArray<ActionModel> Actions);
