namespace Argosy.Runtime.Generators.Model;

/// <summary>The registrations of an assembly.</summary>
/// <param name="HasModuleInitializer">Whether the framework has the attribute.</param>
/// <param name="Libraries">One type of each library.</param>
/// <param name="Serializers">Of this assembly.</param>
/// <param name="Owners">The classes with actions.</param>
/// <param name="Shapes">What localities compare when they join.</param>
internal sealed record RegistrationModel(
    bool HasModuleInitializer, EquatableArray<string> Libraries, EquatableArray<SerializerModel> Serializers,
    EquatableArray<string> Owners, EquatableArray<ShapeModel> Shapes)
{
    internal bool IsEmpty => Serializers.Count == 0 && Owners.Count == 0;
}
