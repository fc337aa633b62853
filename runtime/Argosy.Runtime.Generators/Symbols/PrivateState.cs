using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>Finds state of an archivable type that isn't archived.</summary>
internal static class PrivateState
{
    /// <summary>Fields and automatic properties that aren't public, and that no archived property's accessor
    /// names.</summary>
    internal static IEnumerable<ISymbol> Of(INamedTypeSymbol type, IReadOnlyCollection<ISymbol> archived)
    {
        var named = new HashSet<string>(archived.OfType<IPropertySymbol>()
            .SelectMany(property => property.DeclaringSyntaxReferences)
            .SelectMany(place => place.GetSyntax().DescendantNodes())
            .OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.IsStatic || field.IsConst || Is(field, "System.NonSerializedAttribute"))
                continue;
            if (field.AssociatedSymbol is IPropertySymbol property)
            {
                if (!archived.Contains(property, SymbolEqualityComparer.Default) && !named.Contains(property.Name)
                    && !property.IsImplicitlyDeclared)
                    yield return property;
            }
            else if (!field.IsImplicitlyDeclared && field.DeclaredAccessibility != Accessibility.Public
                && !named.Contains(field.Name))
            {
                yield return field;
            }
        }
    }

    private static bool Is(IFieldSymbol field, string attribute) =>
        field.GetAttributes().Any(one => one.AttributeClass?.ToDisplayString() == attribute);
}
