using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>Closes generic actions over the types of their attributes.</summary>
internal static class ActionInstantiation
{
    /// <summary>The method itself if nothing about it is generic; else one for each <c>[ClosedOver]</c>.</summary>
    internal static IReadOnlyList<IMethodSymbol> Close(IMethodSymbol method, Findings findings)
    {
        var parameters = Parameters(method.ContainingType).Concat(method.TypeParameters).ToList();
        var attributes = RuntimeTypes.Attributes(method, RuntimeTypes.ClosedOver).ToList();
        if (parameters.Count == 0 && attributes.Count == 0)
            return [method];
        if (attributes.Count == 0)
            findings.Add(Diagnoses.s_notClosed, ActionReader.Place(method), method.Name);
        var closed = new List<IMethodSymbol>();
        foreach (var attribute in attributes)
        {
            var types = Types(attribute);
            if (Objection(parameters, types, findings.Compilation) is { } objection)
                findings.Add(
                    Diagnoses.s_badClosing, attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation(),
                    method.Name, objection);
            else
                closed.Add(Close(method, types));
        }
        return closed;
    }

    private static IMethodSymbol Close(IMethodSymbol method, IReadOnlyList<ITypeSymbol> types)
    {
        var left = new Queue<ITypeSymbol>(types);
        var type = Close(method.ContainingType, left);
        var member = type.GetMembers(method.Name).OfType<IMethodSymbol>()
            .Single(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method));
        return left.Count == 0 ? member : member.Construct([.. left]);
    }

    private static INamedTypeSymbol Close(INamedTypeSymbol type, Queue<ITypeSymbol> left)
    {
        var open = type.ContainingType is { } outer
            ? Close(outer, left).GetTypeMembers(type.Name, type.Arity).Single()
            : type;
        return type.Arity == 0
            ? open
            : open.Construct([.. Enumerable.Range(0, type.Arity).Select(_ => left.Dequeue())]);
    }

    private static IReadOnlyList<ITypeSymbol> Types(AttributeData attribute) =>
        [.. attribute.ConstructorArguments.Where(a => a is { Kind: TypedConstantKind.Array, IsNull: false })
            .SelectMany(a => a.Values).Select(v => v.Value).OfType<ITypeSymbol>()];

    private static string? Objection(
        List<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> types, Compilation compilation)
    {
        if (types.Count != parameters.Count)
            return $"it has {parameters.Count} type parameters, and {types.Count} types are given";
        if (types.FirstOrDefault(t => t is INamedTypeSymbol { IsUnboundGenericType: true }) is { } open)
            return $"{open.ToDisplayString()} is open itself";
        if (types.FirstOrDefault(t => !RuntimeTypes.CanName(t, compilation)) is { } hidden)
            return $"{hidden.ToDisplayString()} can't be named by generated code";
        return parameters
            .Zip(types, (p, t) => Meets(p, t) ? null : $"{t.ToDisplayString()} breaks a constraint of {p.Name}")
            .FirstOrDefault(o => o is not null);
    }

    // The compiler checks constraints with other type parameters in the generated call.
    private static bool Meets(ITypeParameterSymbol parameter, ITypeSymbol type) =>
        (!parameter.HasUnmanagedTypeConstraint || type.IsUnmanagedType)
        && (!parameter.HasValueTypeConstraint || type.IsValueType)
        && (!parameter.HasReferenceTypeConstraint || type.IsReferenceType)
        && (!parameter.HasConstructorConstraint || type.IsValueType || CanBeMade(type))
        && parameter.ConstraintTypes
            .Where(c => c is not ITypeParameterSymbol and not INamedTypeSymbol { IsGenericType: true })
            .All(c => Is(type, c));

    private static bool CanBeMade(ITypeSymbol type) => type is INamedTypeSymbol { IsAbstract: false } named
        && named.InstanceConstructors.Any(
            c => c is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public });

    private static bool Is(ITypeSymbol type, ITypeSymbol constraint)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, constraint))
                return true;
        }
        return type.AllInterfaces.Contains(constraint, SymbolEqualityComparer.Default);
    }

    private static IEnumerable<ITypeParameterSymbol> Parameters(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? Parameters(outer) : []).Concat(type.TypeParameters);
}
