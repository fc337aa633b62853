using Argosy.Runtime.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>Reads methods that are marked as actions.</summary>
internal static class ActionReader
{
    /// <summary>One model for each instantiation; none if there is a fault.</summary>
    internal static IReadOnlyList<ActionModel> Read(IMethodSymbol method, Findings findings)
    {
        // Attributes may be on either part of a partial method; members of a type are the defining ones.
        method = method.PartialDefinitionPart ?? method;
        var before = findings.Count;
        CheckDeclaration(method, findings);
        var closed = ActionInstantiation.Close(method, findings);
        foreach (var one in closed)
            CheckTypes(one, method, findings);
        return findings.Count == before ? [.. closed.Select(one => Model(one, method, findings.Compilation))] : [];
    }

    private static void CheckDeclaration(IMethodSymbol method, Findings findings)
    {
        var place = Place(method);
        if (!RuntimeTypes.CanName(method, findings.Compilation))
            findings.Add(Diagnoses.s_notAccessible, place, method.ToDisplayString());
        if (method is { IsAsync: true, ReturnsVoid: true })
            findings.Add(Diagnoses.s_asyncVoid, place, method.Name);
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            findings.Add(Diagnoses.s_byReference, place, $"The result of {method.Name}");
        if (!method.IsStatic && method.ContainingType.TypeKind != TypeKind.Class)
            findings.Add(Diagnoses.s_notAnObject, place, method.Name, method.ContainingType.ToDisplayString());
        foreach (var parameter in method.Parameters.Where(p => p.RefKind != RefKind.None))
            findings.Add(Diagnoses.s_byReference, Place(parameter), $"Parameter {parameter.Name}");
    }

    private static void CheckTypes(IMethodSymbol method, IMethodSymbol definition, Findings findings)
    {
        foreach (var parameter in method.Parameters
            .Where(p => Role(p) == ParameterRole.Travels && p.RefKind == RefKind.None))
            findings.Travels(parameter.Type, Place(definition.Parameters[parameter.Ordinal]));
        if (Result(method.ReturnType).Type is { } result)
            findings.Travels(result, Place(definition));
    }

    private static ActionModel Model(IMethodSymbol method, IMethodSymbol definition, Compilation compilation)
    {
        var attribute = RuntimeTypes.Attributes(definition, RuntimeTypes.Action).First();
        var owner = method.ContainingType;
        var types = method.Parameters.Where(p => Role(p) == ParameterRole.Travels).Select(p => p.Type)
            .Concat(Result(method.ReturnType).Type is { } result ? [result] : []).ToList();
        return new(
            Code.Plain(owner), Code.Identifier(owner.OriginalDefinition),
            owner.ContainingNamespace.IsGlobalNamespace ? "" : owner.ContainingNamespace.ToDisplayString(),
            method.DeclaredAccessibility == Accessibility.Public && RuntimeTypes.IsPublic(owner)
                && types.All(RuntimeTypes.IsPublic),
            method.IsStatic,
            Code.Name(method.Name)
                + (method.IsGenericMethod ? $"<{string.Join(", ", method.TypeArguments.Select(Code.Plain))}>" : ""),
            Code.WireName(method, RuntimeTypes.Argument(attribute, "Name") as string),
            RuntimeTypes.Argument(attribute, "Direct") is true,
            Signature(method),
            GenericInstantiations.Of(compilation, types),
            new(Shapes.OfStructures(types)));
    }

    /// <summary>The types of a closed method.</summary>
    internal static SignatureModel Signature(IMethodSymbol method)
    {
        var (shape, result) = Result(method.ReturnType);
        return new(
            new(method.Parameters.Select(p => new ParameterModel(Role(p), Code.Text(p.Type), p.Name, Code.Default(p)))),
            shape, Code.Text(method.ReturnType), result is null ? TypeText.Unit : Code.Text(result));
    }

    /// <summary>The location for a diagnostic: the symbol's name.</summary>
    internal static Location? Place(ISymbol symbol) => symbol.Locations.FirstOrDefault();

    private static ParameterRole Role(IParameterSymbol parameter) => RuntimeTypes.Definition(parameter.Type) switch
    {
        RuntimeTypes.Context => ParameterRole.Context,
        "System.Threading.CancellationToken" => ParameterRole.Cancellation,
        _ => ParameterRole.Travels,
    };

    private static (ResultShape Shape, ITypeSymbol? Type) Result(ITypeSymbol returned) => returned switch
    {
        { SpecialType: SpecialType.System_Void } => (ResultShape.Void, null),
        INamedTypeSymbol named => RuntimeTypes.Definition(named) switch
        {
            "System.Threading.Tasks.Task" => (ResultShape.Task, null),
            "System.Threading.Tasks.ValueTask" => (ResultShape.ValueTask, null),
            "System.Threading.Tasks.Task<TResult>" => (ResultShape.TaskOfValue, named.TypeArguments[0]),
            "System.Threading.Tasks.ValueTask<TResult>" => (ResultShape.ValueTaskOfValue, named.TypeArguments[0]),
            _ => (ResultShape.Value, named),
        },
        _ => (ResultShape.Value, returned),
    };
}
