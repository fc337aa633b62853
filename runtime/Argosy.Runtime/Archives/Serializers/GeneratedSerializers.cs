namespace Argosy.Runtime;

/// <summary>
/// Generated serializers of generic types. Generated code registers the instantiations that it sees in its own
/// assembly; those that others make of its types, or that are nested deeper, are found here.
/// </summary>
internal static class GeneratedSerializers
{
    private const string Namespace = "Argosy.Runtime.Generated";

    /// <summary>The generic serializer for a generic type's definition, with as many type parameters;
    /// null if there is none.</summary>
    internal static Type? Find(Type definition) => !definition.IsDefined(typeof(ArchivableAttribute), inherit: false)
        ? null
        : Array.Find(
            definition.Assembly.GetTypes(), type => type is { IsGenericTypeDefinition: true, Namespace: Namespace }
                && Array.Exists(type.GetInterfaces(), one => Serializes(one, definition)));

    private static bool Serializes(Type one, Type definition) =>
        one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ISerializer<>)
        && one.GetGenericArguments()[0] is { IsGenericType: true } subject
        && subject.GetGenericTypeDefinition() == definition;
}
