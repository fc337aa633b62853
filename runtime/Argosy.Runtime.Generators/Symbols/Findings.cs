using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>
/// Receives faults. The generator only counts them: locations in its models would invalidate them with every edit
/// above. The analyzer reads the same symbols and reports the faults.
/// </summary>
internal sealed class Findings(
    Compilation compilation, Action<Diagnostic>? report = null, Func<ITypeSymbol, bool>? hasSerializer = null)
{
    internal Compilation Compilation => compilation;

    internal int Count { get; private set; }

    internal void Add(DiagnosticDescriptor what, Location? place, params object[] arguments)
    {
        Count++;
        report?.Invoke(Diagnostic.Create(what, place ?? Location.None, arguments));
    }

    /// <summary>Checks that values of the type can be serialized.</summary>
    internal void Travels(ITypeSymbol type, Location? place)
    {
        if (Serializability.Find(type, hasSerializer) is not { } obstacle)
            return;
        var name = obstacle.Type.ToDisplayString();
        if (obstacle.Reason is { } reason)
            Add(Diagnoses.s_cantTravel, place, name, reason);
        else
            Add(Diagnoses.s_noSerializer, place, name);
    }
}
