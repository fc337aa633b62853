using Argosy.Runtime.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>The referenced assemblies that refer to the runtime: their actions can be called from here, too.</summary>
internal static class Libraries
{
    internal static EquatableArray<LibraryModel> Of(Compilation compilation, CancellationToken cancellationToken) =>
        new(Assemblies(compilation).Select(a => Read(a, compilation, cancellationToken)).OfType<LibraryModel>()
            .OrderBy(l => l.Type, StringComparer.Ordinal));

    internal static IEnumerable<IAssemblySymbol> Assemblies(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(a => a.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == RuntimeTypes.Assembly)));

    internal static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within) =>
        within.GetMembers().SelectMany(m => m switch
        {
            INamedTypeSymbol type => [type, .. Types(type)],
            INamespaceSymbol inner => Types(inner),
            _ => Enumerable.Empty<INamedTypeSymbol>(),
        });

    private static LibraryModel? Read(
        IAssemblySymbol assembly, Compilation compilation, CancellationToken cancellationToken)
    {
        if (assembly.GetTypeByMetadataName(RuntimeTypes.Registration) is null)
            return null;
        string? known = null;
        var signatures = new List<SignatureModel>();
        foreach (var type in Types(assembly.GlobalNamespace).Where(t => RuntimeTypes.CanName(t, compilation)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Any of its types is sufficient, since registered types need not be public.
            if (type is { IsGenericType: false, CanBeReferencedByName: true })
                known ??= Code.Plain(type);
            var actions = type.GetMembers().OfType<IMethodSymbol>()
                .Where(m => RuntimeTypes.Has(m, RuntimeTypes.Action)).ToList();
            foreach (var action in actions.Where(a => a.IsStatic))
                signatures.AddRange(ActionReader.Read(action, new(compilation)).Select(a => a.Signature));
        }
        return known is null ? null : new(known, new(signatures));
    }
}
