using System.Collections.Immutable;
using Argosy.Runtime.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Argosy.Runtime.Generators.Analyzers;

/// <summary>Finds calls on a locality with a method that isn't an action:
/// the compiler may know an overload for its types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Diagnoses.s_notAnAction);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.InvocationExpression);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Async" or "Post" } member
            || call.ArgumentList.Arguments.Count == 0
            || !RuntimeTypes.Is(
                context.SemanticModel.GetTypeInfo(member.Expression, context.CancellationToken).Type,
                RuntimeTypes.Locality))
            return;
        var named = call.ArgumentList.Arguments[0].Expression;
        var symbols = context.SemanticModel.GetSymbolInfo(named, context.CancellationToken);
        var methods = symbols.CandidateSymbols.Add(symbols.Symbol!).OfType<IMethodSymbol>().ToList();
        if (methods.Count > 0 && !methods.Any(m => RuntimeTypes.Has(m.OriginalDefinition, RuntimeTypes.Action)))
            context.ReportDiagnostic(
                Diagnostic.Create(Diagnoses.s_notAnAction, named.GetLocation(), methods[0].ToDisplayString()));
    }
}
