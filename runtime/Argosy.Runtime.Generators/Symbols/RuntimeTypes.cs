using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>The runtime's types that the generator looks for, by name.</summary>
internal static class RuntimeTypes
{
    internal const string Assembly = "Argosy.Runtime";
    internal const string Action = "Argosy.Runtime.ActionAttribute";
    internal const string ClosedOver = "Argosy.Runtime.ClosedOverAttribute";
    internal const string Archivable = "Argosy.Runtime.ArchivableAttribute";
    internal const string Member = "Argosy.Runtime.MemberAttribute";
    internal const string Context = "Argosy.Runtime.ActionContext";
    internal const string Locality = "Argosy.Runtime.Locality";
    internal const string Registration = "Argosy.Runtime.Generated.Registration";
    internal const string SetsRequired = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";
    internal const string Serializer = "Argosy.Runtime.ISerializer<T>";

    private static readonly SymbolDisplayFormat s_name = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>The full name of a type's definition, such as
    /// <c>System.Collections.Generic.List&lt;T&gt;</c>.</summary>
    internal static string Definition(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString(s_name);

    internal static bool Is(ITypeSymbol? type, string definition) => type is not null && Definition(type) == definition;

    internal static IEnumerable<AttributeData> Attributes(ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(a => Is(a.AttributeClass, name));

    internal static bool Has(ISymbol symbol, string attribute) => Attributes(symbol, attribute).Any();

    /// <summary>A named argument of an attribute; null if it isn't given.</summary>
    internal static object? Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    /// <summary>Whether code in the assembly, outside every type, can name the symbol and its type arguments.</summary>
    internal static bool CanName(ISymbol symbol, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly) && !IsOfOneFile(symbol);

    private static bool IsOfOneFile(ISymbol symbol) => symbol switch
    {
        ITypeParameterSymbol => false,
        IArrayTypeSymbol array => IsOfOneFile(array.ElementType),
        INamedTypeSymbol { IsFileLocal: true } => true,
        INamedTypeSymbol named when named.TypeArguments.Any(IsOfOneFile) => true,
        _ => symbol.ContainingType is { } outer && IsOfOneFile(outer),
    };

    /// <summary>Whether everyone can name the type and its type arguments.</summary>
    internal static bool IsPublic(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPublic(array.ElementType),
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && named.TypeArguments.All(IsPublic)
            && (named.ContainingType is null || IsPublic(named.ContainingType)),
        _ => true,
    };
}
