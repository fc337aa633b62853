using Argosy.Runtime.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>
/// Serializers that a user wrote: a class with a parameterless constructor is registered automatically, before the
/// actions that need it.
/// </summary>
internal static class UserSerializers
{
    internal static EquatableArray<SerializerModel> Read(GeneratorSyntaxContext context)
    {
        var compilation = context.SemanticModel.Compilation;
        return context.SemanticModel.GetDeclaredSymbol(context.Node)
            is INamedTypeSymbol { IsAbstract: false, IsGenericType: false } type
            && RuntimeTypes.CanName(type, compilation)
            && type.InstanceConstructors.Any(c => c.Parameters.Length == 0 && RuntimeTypes.CanName(c, compilation))
            ? new(Subjects(type).Where(s => RuntimeTypes.CanName(s, compilation))
                .Select(s => new SerializerModel(Code.Plain(s), Code.Plain(type))))
            : default;
    }

    /// <summary>The types that a class serializes.</summary>
    internal static IEnumerable<ITypeSymbol> Subjects(INamedTypeSymbol type) =>
        type.AllInterfaces.Where(i => RuntimeTypes.Is(i, RuntimeTypes.Serializer)).Select(i => i.TypeArguments[0]);
}
