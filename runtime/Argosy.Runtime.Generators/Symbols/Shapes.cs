using Argosy.Runtime.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>The shapes of an assembly's types: what both sides must agree on.</summary>
internal static class Shapes
{
    /// <summary>The structures that move bit by bit, within these types.</summary>
    internal static IEnumerable<ShapeModel> OfStructures(IEnumerable<ITypeSymbol> types)
    {
        var found = new Dictionary<string, ShapeModel>();
        foreach (var type in types)
            Add(type, found);
        return found.Values.OrderBy(one => one.Name, StringComparer.Ordinal);
    }

    /// <summary>An archivable type's. A tolerant one may differ: that is what it is for.</summary>
    internal static ShapeModel? Of(ArchivableModel type) => type.IsTolerant ? null
        : new(type.Type, string.Join(";", type.Members.Select(m => $"{m.Name}:{m.Type}")));

    /// <summary>An action's result; its parameters are in its name.</summary>
    internal static ShapeModel Of(ActionModel action) => new(action.Name, action.Signature.Result.Plain);

    private static void Add(ITypeSymbol type, Dictionary<string, ShapeModel> found)
    {
        if (type is IArrayTypeSymbol array)
            Add(array.ElementType, found);
        if (type is not INamedTypeSymbol named)
            return;
        foreach (var argument in named.TypeArguments)
            Add(argument, found);
        var name = Code.Plain(named);
        // Those of the framework come with it, and archivable ones have a shape of their own.
        if (named is not { TypeKind: TypeKind.Struct, IsUnmanagedType: true, SpecialType: SpecialType.None }
            || name.StartsWith("global::System.", StringComparison.Ordinal) || found.ContainsKey(name)
            || RuntimeTypes.Has(named.OriginalDefinition, RuntimeTypes.Archivable))
            return;
        var fields = named.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic).ToList();
        found.Add(name, new(name, string.Join(";", fields.Select(f =>
            $"{f.Name}:{Code.Plain(f.Type)}{(f.IsFixedSizeBuffer ? $"[{f.FixedSize}]" : "")}"))));
        foreach (var field in fields)
            Add(field.Type, found);
    }
}
