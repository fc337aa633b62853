using System.Collections.Concurrent;
using System.Collections.Immutable;
using Argosy.Runtime.Generators.Model;
using Argosy.Runtime.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Argosy.Runtime.Generators.Analyzers;

/// <summary>Reports faults of actions and archivable types, with the same readers as the generator,
/// which skips such types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SerializabilityAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Diagnoses.s_cantTravel, Diagnoses.s_byReference, Diagnoses.s_noSerializer, Diagnoses.s_notClosed,
        Diagnoses.s_badClosing, Diagnoses.s_asyncVoid, Diagnoses.s_notAccessible, Diagnoses.s_sameName,
        Diagnoses.s_notAnObject, Diagnoses.s_notSettable, Diagnoses.s_noInheritance,
        Diagnoses.s_noConstructor, Diagnoses.s_sameNumber, Diagnoses.s_noNumber, Diagnoses.s_sameCall,
        Diagnoses.s_hidden, Diagnoses.s_privateState);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var compilation = context.Compilation;
        var written = new Lazy<HashSet<ITypeSymbol>>(() => Written(compilation));
        bool HasSerializer(ITypeSymbol type) => written.Value.Contains(type.OriginalDefinition);
        var found = new ConcurrentBag<(ActionModel Action, IMethodSymbol Method)>();
        context.RegisterSymbolAction(c =>
        {
            var method = (IMethodSymbol)c.Symbol;
            // A partial method is visited once for each part, and counts once.
            if (!RuntimeTypes.Has(method, RuntimeTypes.Action) || method.PartialDefinitionPart is not null)
                return;
            foreach (var action in ActionReader.Read(method, new(compilation, c.ReportDiagnostic, HasSerializer)))
            {
                found.Add((action, method));
                if (action.IsHidden)
                    c.ReportDiagnostic(Diagnostic.Create(
                        Diagnoses.s_hidden, ActionReader.Place(method), method.ToDisplayString(), action.RemoteName));
            }
        }, SymbolKind.Method);
        context.RegisterSymbolAction(c =>
        {
            if (RuntimeTypes.Has(c.Symbol, RuntimeTypes.Archivable))
                ArchivableReader.Read((INamedTypeSymbol)c.Symbol, new(compilation, c.ReportDiagnostic, HasSerializer));
        }, SymbolKind.NamedType);
        context.RegisterCompilationEndAction(c => Check(c, found));
    }

    private static void Check(
        CompilationAnalysisContext context, IReadOnlyCollection<(ActionModel Action, IMethodSymbol Method)> found)
    {
        var reported = new HashSet<ActionModel>(CheckDistinct(context, Diagnoses.s_sameName, found, a => a.Name));
        CheckDistinct(
            context, Diagnoses.s_sameCall, found.Where(f => !f.Action.IsStatic && !reported.Contains(f.Action)),
            a => a.RemoteKey);
    }

    private static List<ActionModel> CheckDistinct(
        CompilationAnalysisContext context, DiagnosticDescriptor what,
        IEnumerable<(ActionModel Action, IMethodSymbol Method)> found, Func<ActionModel, string> key)
    {
        var reported = new List<ActionModel>();
        foreach (var same in found.GroupBy(f => key(f.Action)))
        {
            foreach (var (action, method) in same.OrderBy(f => f.Method.ToDisplayString(), StringComparer.Ordinal)
                .Skip(1))
            {
                reported.Add(action);
                context.ReportDiagnostic(
                    Diagnostic.Create(what, ActionReader.Place(method), method.ToDisplayString(), same.Key));
            }
        }
        return reported;
    }

    private static HashSet<ITypeSymbol> Written(Compilation compilation) => new(
        Libraries.Assemblies(compilation).Append(compilation.Assembly)
            .SelectMany(a => Libraries.Types(a.GlobalNamespace))
            .SelectMany(UserSerializers.Subjects).Select(t => t.OriginalDefinition),
        SymbolEqualityComparer.Default);
}
