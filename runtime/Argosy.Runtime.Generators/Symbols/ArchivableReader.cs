using Argosy.Runtime.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>Reads types that are marked as archivable.</summary>
internal static class ArchivableReader
{
    /// <summary>The type's model; null if it has a fault.</summary>
    internal static ArchivableModel? Read(INamedTypeSymbol type, Findings findings)
    {
        var before = findings.Count;
        var tolerant = RuntimeTypes.Attributes(type, RuntimeTypes.Archivable)
            .Any(a => RuntimeTypes.Argument(a, "Tolerant") is true);
        CheckType(type, findings);
        var candidates = Candidates(type).ToList();
        foreach (var lost in PrivateState.Of(type, candidates))
            findings.Add(Diagnoses.s_privateState, ActionReader.Place(lost), lost.ToDisplayString());
        var constructor = Constructor(type, candidates, findings);
        var members = candidates.Select(c => Member(c, constructor, tolerant, findings)).ToList();
        if (tolerant)
            CheckNumbers(candidates, members, findings);
        return findings.Count == before && constructor is not null
            ? Model(type, tolerant, constructor, candidates, members, findings.Compilation)
            : null;
    }

    /// <summary>Public state in declaration order: fields, and properties with a backing field or a setter.</summary>
    internal static IEnumerable<ISymbol> Candidates(INamedTypeSymbol type)
    {
        var backed = new HashSet<ISymbol>(
            type.GetMembers().OfType<IFieldSymbol>().Select(f => f.AssociatedSymbol).OfType<IPropertySymbol>(),
            SymbolEqualityComparer.Default);
        return type.GetMembers().Where(m => !m.IsStatic && m.DeclaredAccessibility == Accessibility.Public && m switch
        {
            IFieldSymbol field => !field.IsConst && !field.IsImplicitlyDeclared,
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property =>
                backed.Contains(property) || property.SetMethod is not null,
            _ => false,
        });
    }

    internal static ITypeSymbol TypeOf(ISymbol member) =>
        member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private static void CheckType(INamedTypeSymbol type, Findings findings)
    {
        var place = ActionReader.Place(type);
        var name = type.ToDisplayString();
        if (!RuntimeTypes.CanName(type, findings.Compilation))
            findings.Add(Diagnoses.s_notAccessible, place, name);
        if (type.IsRefLikeType)
            findings.Travels(type, place);
        if (type.IsAbstract)
            findings.Add(Diagnoses.s_noInheritance, place, name, type.IsStatic ? "is static" : "is abstract");
        else if (type is { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object })
            findings.Add(Diagnoses.s_noInheritance, place, name, $"is derived from {type.BaseType!.ToDisplayString()}");
    }

    // The longest constructor whose parameters are all members: a positional record's own.
    private static IMethodSymbol? Constructor(INamedTypeSymbol type, List<ISymbol> members, Findings findings)
    {
        var chosen = type.InstanceConstructors
            .Where(c => RuntimeTypes.CanName(c, findings.Compilation)
                && c.Parameters.All(p => p.RefKind == RefKind.None && members.Any(m => Sets(p, m))))
            .OrderByDescending(c => c.Parameters.Length).FirstOrDefault();
        if (chosen is null && !type.IsAbstract && RuntimeTypes.CanName(type, findings.Compilation))
            findings.Add(Diagnoses.s_noConstructor, ActionReader.Place(type), type.ToDisplayString());
        return chosen;
    }

    private static bool Sets(IParameterSymbol parameter, ISymbol member) =>
        string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)
        && SymbolEqualityComparer.Default.Equals(parameter.Type, TypeOf(member));

    private static MemberModel Member(ISymbol member, IMethodSymbol? constructor, bool tolerant, Findings findings)
    {
        var place = ActionReader.Place(member);
        var parameter = constructor?.Parameters.FirstOrDefault(p => Sets(p, member));
        var settable = member is IFieldSymbol { IsReadOnly: false }
            || (member is IPropertySymbol { SetMethod: { } setter }
                && RuntimeTypes.CanName(setter, findings.Compilation));
        if (parameter is null && !settable && constructor is not null)
            findings.Add(Diagnoses.s_notSettable, place, member.ToDisplayString());
        findings.Travels(TypeOf(member), place);
        // A positional record's attribute is on the parameter by default.
        var number = Number(member) ?? (parameter is null ? null : Number(parameter)) ?? 0;
        if (tolerant && number < 1)
            findings.Add(Diagnoses.s_noNumber, place, member.ToDisplayString());
        var required = member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true };
        // The compiler requires an initializer for a required member in addition to a constructor that sets it, unless
        // the constructor is marked.
        var assigned = parameter is null || (required && !RuntimeTypes.Has(constructor!, RuntimeTypes.SetsRequired));
        return new(
            member.Name, Code.Plain(TypeOf(member)), tolerant ? number : 0, assigned, required,
            parameter is null ? null : Code.Default(parameter));
    }

    private static int? Number(ISymbol symbol) =>
        RuntimeTypes.Attributes(symbol, RuntimeTypes.Member).SelectMany(a => a.ConstructorArguments)
            .FirstOrDefault().Value as int?;

    private static void CheckNumbers(List<ISymbol> candidates, List<MemberModel> members, Findings findings)
    {
        for (var i = 0; i < members.Count; i++)
        {
            var first = members.FindIndex(m => m.Number == members[i].Number);
            if (first < i && members[i].Number > 0)
                findings.Add(
                    Diagnoses.s_sameNumber, ActionReader.Place(candidates[i]), candidates[i].Name, members[i].Number,
                    members[first].Name);
        }
    }

    private static ArchivableModel Model(
        INamedTypeSymbol type, bool tolerant, IMethodSymbol constructor, List<ISymbol> candidates,
        List<MemberModel> members, Compilation compilation)
    {
        var parameters = TypeParameters(type).ToList();
        return new(
            Code.Plain(type), GenericInstantiations.Serializer(type),
            parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters.Select(p => Code.Name(p.Name)))}>",
            string.Concat(parameters.Select(TypeConstraints.Of)),
            type.IsReferenceType, type.IsSealed || type.IsValueType, tolerant, constructor.Parameters.Length == 0,
            new(members), new(constructor.Parameters.Select(p => candidates.First(m => Sets(p, m)).Name)),
            GenericInstantiations.Of(compilation, candidates.Select(TypeOf)),
            new(Shapes.OfStructures(candidates.Select(TypeOf))));
    }

    private static IEnumerable<ITypeParameterSymbol> TypeParameters(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? TypeParameters(outer) : []).Concat(type.TypeParameters);
}
