using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>Determines whether values of a type can be serialized.</summary>
internal static class Serializability
{
    // Types that are serializable if their type arguments are.
    private static readonly HashSet<string> s_made = [
        "System.Nullable<T>", "System.Collections.Generic.List<T>",
        "System.Collections.Generic.Dictionary<TKey, TValue>", "System.Collections.Generic.HashSet<T>",
        "System.Collections.Generic.KeyValuePair<TKey, TValue>",
    ];

    // Types that are serializable with any type arguments, within their constraints.
    private static readonly HashSet<string> s_always = [
        "string", "System.String", "Argosy.Runtime.Remote<T>", "Argosy.Runtime.RmaVector<T>",
        "Argosy.Runtime.RmaObject<T>", "Argosy.Runtime.SerializeBuffer<T>", "Argosy.Runtime.GlobalId",
        "Argosy.Runtime.Unit", "System.DateTime", "System.DateTimeOffset", "System.TimeSpan", "System.Guid",
        "System.Decimal", "decimal",
    ];

    // Views of elements that are moved bit by bit.
    private static readonly HashSet<string> s_windows =
        ["System.Memory<T>", "System.ReadOnlyMemory<T>", "System.ArraySegment<T>"];

    /// <summary>The part of the type that can't be serialized, with the reason; null if all of it can.</summary>
    /// <param name="type">Closed.</param>
    /// <param name="hasSerializer">Whether a type has a user-written serializer;
    /// null treats every type as having one.</param>
    internal static Obstacle? Find(ITypeSymbol type, Func<ITypeSymbol, bool>? hasSerializer)
    {
        if (Never(type) is { } reason)
            return new(type, reason);
        if (type is ITypeParameterSymbol || RuntimeTypes.Has(type.OriginalDefinition, RuntimeTypes.Archivable)
            || hasSerializer?.Invoke(type) == true)
            return null;
        if (hasSerializer is not null && (type.TypeKind == TypeKind.Interface || Opaque(type) is not null))
            return new(type, Opaque(type)
                ?? "an interface doesn't say which class comes. Take a class that is archivable, or an array.");
        var definition = RuntimeTypes.Definition(type);
        if (s_always.Contains(definition))
            return null;
        return type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => Find(array.ElementType, hasSerializer),
            IArrayTypeSymbol =>
                new(type, "arrays of several dimensions have no form. Take one dimension and its lengths."),
            INamedTypeSymbol named when s_made.Contains(definition) || IsTuple(named) => FindIn(named, hasSerializer),
            INamedTypeSymbol named when s_windows.Contains(definition) && !named.TypeArguments[0].IsUnmanagedType =>
                new(type, "its elements hold references. Take an array."),
            INamedTypeSymbol when s_windows.Contains(definition) => null,
            { IsUnmanagedType: true } when HoldsPointer(type) =>
                new(type, "it holds an address, which means nothing elsewhere. Send what lies there."),
            { IsUnmanagedType: true } when MovesBitByBit(type) => null,
            _ => hasSerializer is null ? null : new(type, Reason: null),
        };
    }

    // Types that no serializer can support.
    private static string? Never(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } =>
            "an address means nothing elsewhere. Send what lies there.",
        { TypeKind: TypeKind.Dynamic } => "what it holds isn't known. Name the type.",
        { SpecialType: SpecialType.System_Object } => "what it holds isn't known. Name the type.",
        { IsRefLikeType: true } => "it lives on the stack of its thread. Take an array, a Memory or an RmaVector.",
        { TypeKind: TypeKind.Delegate } => "code doesn't travel. Make it an action and call that.",
        { SpecialType: SpecialType.System_Void } => "it is nothing.",
        _ => null,
    };

    // Types without an own form, though a user could define one.
    private static string? Opaque(ITypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            switch (RuntimeTypes.Definition(t))
            {
                case "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask"
                    or "System.Threading.Tasks.ValueTask<TResult>":
                    return "it is work that isn't done yet. Await it and send the result.";
                case "System.IO.Stream":
                    return "its bytes are still elsewhere. Read them and send an array or an RmaVector.";
                case "System.Threading.CancellationToken" or "Argosy.Runtime.ActionContext":
                    return "it belongs to one call on one locality. Take it as a parameter of the action itself.";
                case "Argosy.Runtime.Locality" or "Argosy.Runtime.Cluster":
                    return "it belongs to one process. Send the locality's Id.";
            }
        }
        return null;
    }

    private static bool IsTuple(INamedTypeSymbol type) =>
        type.Arity > 0 && type.Name is "ValueTuple" or "Tuple"
        && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static Obstacle? FindIn(INamedTypeSymbol type, Func<ITypeSymbol, bool>? hasSerializer) =>
        type.TypeArguments.Select(t => Find(t, hasSerializer)).FirstOrDefault(o => o is not null);

    // The same as Bitwise.Allows at run time: no native integers inside, and no layout that each runtime chooses.
    private static bool MovesBitByBit(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol
            {
                TypeKind: TypeKind.Struct,
                SpecialType: SpecialType.None or SpecialType.System_DateTime or SpecialType.System_Nullable_T
            } structure)
            return true;
        var fields = structure.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic).ToList();
        return (fields.Count <= 1 || !HasAutoLayout(structure))
            && fields.TrueForAll(f =>
                f.IsFixedSizeBuffer
                || (f.Type.SpecialType is not (SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
                    && MovesBitByBit(f.Type)));
    }

    // The compiler doesn't show the layout of the framework's own structures.
    private static bool HasAutoLayout(INamedTypeSymbol type) =>
        IsTuple(type) || RuntimeTypes.Definition(type) == "System.DateTimeOffset"
        || RuntimeTypes.Attributes(type, "System.Runtime.InteropServices.StructLayoutAttribute")
            .Any(a => Convert.ToInt32(a.ConstructorArguments.First().Value, CultureInfo.InvariantCulture)
                == (int)LayoutKind.Auto);

    private static bool HoldsPointer(ITypeSymbol type) =>
        type is IPointerTypeSymbol or IFunctionPointerTypeSymbol
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None }
            && type.GetMembers().OfType<IFieldSymbol>()
                .Any(f => f is { IsStatic: false, IsFixedSizeBuffer: false } && HoldsPointer(f.Type)));
}

/// <summary>The obstacle to serializing a value.</summary>
/// <param name="Type">The type, which may be a part of the checked one.</param>
/// <param name="Reason">Cause and remedy; null when it only lacks a serializer.</param>
internal sealed record Obstacle(ITypeSymbol Type, string? Reason);
