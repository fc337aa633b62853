using System.Collections.Immutable;
using Argosy.Runtime.Generators.Model;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>Collects an assembly's registrations.</summary>
internal static class Registrations
{
    internal static RegistrationModel Of(
        bool hasModuleInitializer, EquatableArray<LibraryModel> libraries, ImmutableArray<ActionModel> actions,
        ImmutableArray<ArchivableModel> archivables, ImmutableArray<SerializerModel> written)
    {
        // If there are two serializers for one type, only their author knows which to use, and must register it.
        var single = written.GroupBy(w => w.Type).Where(g => g.Distinct().Count() == 1).Select(g => g.First());
        var generated = archivables.Where(a => a.TypeParameters.Length == 0)
            .Select(a => new SerializerModel(a.Type, $"global::Argosy.Runtime.Generated.{a.Serializer}"))
            .Concat(archivables.SelectMany(a => a.GenericInstantiations))
            .Concat(actions.SelectMany(a => a.GenericInstantiations));
        var all = generated.Concat(single).GroupBy(s => s.Type).Select(g => g.First())
            .OrderBy(s => s.Type, StringComparer.Ordinal);
        var shapes = archivables.Select(Shapes.Of).OfType<ShapeModel>().Concat(actions.Select(Shapes.Of))
            .Concat(archivables.SelectMany(a => a.Structures)).Concat(actions.SelectMany(a => a.Structures))
            .GroupBy(s => s.Name).Select(g => g.First()).OrderBy(s => s.Name, StringComparer.Ordinal);
        return new(
            hasModuleInitializer, new(libraries.Select(l => l.Type)), new(all),
            new(actions.Select(a => a.Owner).Distinct().OrderBy(o => o, StringComparer.Ordinal)),
            new(shapes));
    }
}
