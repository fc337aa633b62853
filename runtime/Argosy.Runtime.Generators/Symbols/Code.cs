using System.Text;
using Argosy.Runtime.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>Symbols as code, and as names.</summary>
internal static class Code
{
    private static readonly SymbolDisplayFormat s_annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_plain = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat s_bare = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    internal static string Plain(ITypeSymbol type) => type.ToDisplayString(s_plain);

    internal static TypeText Text(ITypeSymbol type) => new(Plain(type), type.ToDisplayString(s_annotated));

    /// <summary>A name, escaped if it is a keyword.</summary>
    internal static string Name(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A type's full name as one identifier.
    /// Underscores are doubled, so that no two types share one.</summary>
    internal static string Identifier(INamedTypeSymbol type)
    {
        var name = type.MetadataName.Replace("_", "__").Replace('`', '_');
        // Not as code, where a namespace that is a keyword is escaped: within a longer name it is no keyword.
        var outer = type.ContainingType is { } container
            ? Identifier(container)
            : type.ContainingNamespace.IsGlobalNamespace
                ? null
                : type.ContainingNamespace.ToDisplayString(s_bare).Replace("_", "__").Replace('.', '_');
        return outer is null ? name : $"{outer}_{name}";
    }

    /// <summary>An action's name on the wire, as described by <c>ActionDescriptor.Name</c>.</summary>
    internal static string WireName(IMethodSymbol method, string? given)
    {
        var name = new StringBuilder(given ?? $"{WireName(method.ContainingType)}.{method.Name}");
        if (method.IsGenericMethod)
            name.Append('<').Append(string.Join(",", method.TypeArguments.Select(WireName))).Append('>');
        return name.Append('(').Append(string.Join(",", method.Parameters.Select(p => WireName(p.Type)))).Append(')')
            .ToString();
    }

    /// <summary>A type's full name in reflection's form, with type arguments in angle brackets.</summary>
    internal static string WireName(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return $"{WireName(array.ElementType)}[{new string(',', array.Rank - 1)}]";
        if (type is not INamedTypeSymbol named)
            return type.ToDisplayString();
        named = named.TupleUnderlyingType ?? named;
        var name = named.ContainingType is { } outer
            ? $"{WireName(outer)}+{named.Name}"
            : named.ContainingNamespace.IsGlobalNamespace
                ? named.Name
                : $"{named.ContainingNamespace.ToDisplayString()}.{named.Name}";
        return named.Arity == 0 ? name : $"{name}<{string.Join(",", named.TypeArguments.Select(WireName))}>";
    }

    /// <summary>A parameter's default as code, or null for none.</summary>
    internal static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;
        if (parameter.ExplicitDefaultValue is not { } value)
            return $"default({Plain(parameter.Type)})";
        // A nullable type's constant has the underlying type: a cast to the nullable type isn't constant.
        var type = Plain(
            parameter.Type is INamedTypeSymbol
            {
                OriginalDefinition.SpecialType: SpecialType.System_Nullable_T
            } nullable
                ? nullable.TypeArguments[0]
                : parameter.Type);
        var literal = SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false);
        return value switch
        {
            double number when double.IsNaN(number) => "double.NaN",
            double number when double.IsInfinity(number) =>
                number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
            float number when float.IsNaN(number) => "float.NaN",
            float number when float.IsInfinity(number) =>
                number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
            string or bool or char => literal,
            decimal => $"{literal}m",
            float => $"{literal}f",
            _ => $"({type})({literal})",
        };
    }
}
