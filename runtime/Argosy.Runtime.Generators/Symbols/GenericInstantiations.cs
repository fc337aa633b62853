using Argosy.Runtime.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>
/// The generic archivable types of this compilation that other types close: their serializers are generic too, and are
/// registered once for each set of type arguments.
/// </summary>
internal sealed class GenericInstantiations(Compilation compilation)
{
    // A type may contain itself with ever larger type arguments. Its values are finite;
    // its instantiations must be, too.
    private const int MostInEachOther = 8;

    private readonly HashSet<ITypeSymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<SerializerModel> _found = [];

    internal static EquatableArray<SerializerModel> Of(Compilation compilation, IEnumerable<ITypeSymbol> types)
    {
        var closings = new GenericInstantiations(compilation);
        foreach (var type in types)
            closings.Visit(type);
        return new(closings._found);
    }

    /// <summary>The class that the generator makes for an archivable type, without type parameters.</summary>
    internal static string Serializer(INamedTypeSymbol type) => $"{Code.Identifier(type)}_Serializer";

    private void Visit(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            Visit(array.ElementType);
            return;
        }
        if (type is not INamedTypeSymbol { IsGenericType: true } named || Depth(named) > MostInEachOther
            || !_seen.Add(named))
            return;
        foreach (var argument in named.TypeArguments)
            Visit(argument);
        if (!RuntimeTypes.Has(named.OriginalDefinition, RuntimeTypes.Archivable) || IsOpen(named)
            || !SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly))
            return;
        var arguments = string.Join(", ", Arguments(named).Select(Code.Plain));
        _found.Add(new(Code.Plain(named),
            $"global::Argosy.Runtime.Generated.{Serializer(named.OriginalDefinition)}<{arguments}>"));
        foreach (var member in ArchivableReader.Candidates(named))
            Visit(ArchivableReader.TypeOf(member));
    }

    private static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? Arguments(outer) : []).Concat(type.TypeArguments);

    private static int Depth(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => 1 + Depth(array.ElementType),
        INamedTypeSymbol named => 1 + Arguments(named).Select(Depth).DefaultIfEmpty(-1).Max(),
        _ => 0,
    };

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => Arguments(named).Any(IsOpen),
        _ => false,
    };
}
