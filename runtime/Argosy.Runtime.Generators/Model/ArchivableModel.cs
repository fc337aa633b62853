namespace Argosy.Runtime.Generators.Model;

/// <summary>A serializer to register.</summary>
/// <param name="Type">The serialized type.</param>
/// <param name="Serializer">Its class; has a constructor without parameters.</param>
internal sealed record SerializerModel(string Type, string Serializer);

/// <summary>A member of an archivable type.</summary>
/// <param name="Name">As in the source.</param>
/// <param name="Type">Its type.</param>
/// <param name="Number">For a tolerant type's member; else 0.</param>
/// <param name="IsAssigned">Set by name on reading; else only by the constructor.</param>
/// <param name="IsRequired">An object can't be made without it.</param>
/// <param name="Default">The default of its constructor parameter as code, or null.</param>
internal sealed record MemberModel(
    string Name, string Type, int Number, bool IsAssigned, bool IsRequired, string? Default);

/// <summary>A type whose serializer is generated.</summary>
/// <param name="Type">As code, with its type parameters.</param>
/// <param name="Serializer">The class to write, without type parameters.</param>
/// <param name="TypeParameters"><c>&lt;T, U&gt;</c>, or empty.</param>
/// <param name="Constraints">The constraints of the type parameters.</param>
/// <param name="IsReference">Can be null.</param>
/// <param name="IsSealed">It has no derived types.</param>
/// <param name="IsTolerant">Members have numbers.</param>
/// <param name="KnowsDefaults">Can be made without arguments,
/// so that missing members have the author's defaults.</param>
/// <param name="Members">In the order of their declaration.</param>
/// <param name="Constructor">The members that the constructor takes, in its order.</param>
/// <param name="GenericInstantiations">Generic archivable types that its members close.</param>
/// <param name="Structures">Structures within its members that move bit by bit.</param>
internal sealed record ArchivableModel(
    string Type, string Serializer, string TypeParameters, string Constraints, bool IsReference, bool IsSealed,
    bool IsTolerant, bool KnowsDefaults, EquatableArray<MemberModel> Members, EquatableArray<string> Constructor,
    EquatableArray<SerializerModel> GenericInstantiations, EquatableArray<ShapeModel> Structures);

/// <summary>A referenced assembly that registers actions or serializers.</summary>
/// <param name="Type">One of its accessible types, by which it is found.</param>
/// <param name="Signatures">The signatures of its static actions.</param>
internal sealed record LibraryModel(string Type, EquatableArray<SignatureModel> Signatures);
