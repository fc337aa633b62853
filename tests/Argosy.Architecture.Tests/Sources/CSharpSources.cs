using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Architecture.Tests.Sources;

/// <summary>The product's C# code, as the compiler reads it.</summary>
internal static class CSharpSources
{
    // Partial methods and properties whose other half the real build generates, and variables that only such a half
    // assigns.
    private static readonly string[] s_ofGenerators = ["CS8795", "CS9248", "CS0165"];

    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly List<SyntaxTree> s_trees = [.. SourceTree.Below(["src", "build", "runtime"], ".cs")
        .Where(f => !f.StartsWith("runtime/samples/", StringComparison.Ordinal))
        .Select(f => CSharpSyntaxTree.ParseText(
            SourceTree.Text(f), new(LanguageVersion.Preview, preprocessorSymbols: ["NET"]), f))];

    private static readonly Lazy<IReadOnlyList<Literal>> s_literals = new(() => [.. FindLiterals()]);
    private static readonly Lazy<IReadOnlyList<Start>> s_starts = new(() => [.. FindStarts()]);

    // The runtime is excluded as a product: it has other targets, and its launcher starts programs that the user names.
    private static readonly Lazy<CSharpCompilation> s_build = new(() => CSharpCompilation.Create(
        "all", [.. s_trees.Where(t => !t.FilePath.StartsWith("runtime/", StringComparison.Ordinal)),
            CSharpSyntaxTree.ParseText(ImplicitUsings, new(LanguageVersion.Preview))],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(f => !Path.GetFileName(f).Contains("Argosy.", StringComparison.Ordinal))
            .Select(f => MetadataReference.CreateFromFile(f)),
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)));

    /// <summary>A piece of a string literal, without interpolated values.</summary>
    internal sealed record Literal(string File, int Line, string Text)
    {
        public override string ToString() => $"{File}:{Line} \"{Text}\"";
    }

    /// <summary>The program of an object that starts one; null if it isn't constant.</summary>
    internal sealed record Start(string File, int Line, string? Program)
    {
        public override string ToString() => $"{File}:{Line} {Program ?? "(computed)"}";
    }

    /// <summary>Every string literal, without comments.</summary>
    public static IReadOnlyList<Literal> Literals => s_literals.Value;

    private static IEnumerable<Literal> FindLiterals() =>
        from tree in s_trees
        from token in tree.GetRoot().DescendantTokens()
        where token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken
        select new Literal(tree.FilePath, LineOf(token.GetLocation()), token.ValueText);

    /// <summary>Every place that makes a <c>Command</c> or a <c>ProcessStartInfo</c>.</summary>
    public static IReadOnlyList<Start> Starts => s_starts.Value;

    private static IEnumerable<Start> FindStarts() =>
        from tree in s_build.Value.SyntaxTrees
        let model = s_build.Value.GetSemanticModel(tree)
        from creation in tree.GetRoot().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
        where model.GetTypeInfo(creation).Type is { Name: "Command" or "ProcessStartInfo" } type
            && type.ContainingNamespace.ToString() != "System.CommandLine" // whose commands are our own
        let program = creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression
        select new Start(tree.FilePath, LineOf(creation.GetLocation()),
            program is null ? null : model.GetConstantValue(program).Value as string);

    /// <summary>The compiler's errors: without binding, no analysis is possible.</summary>
    public static IEnumerable<string> Errors => s_build.Value.GetDiagnostics()
        .Where(d => d.Severity == DiagnosticSeverity.Error && !s_ofGenerators.Contains(d.Id) && !IsOfJson(d))
        .Select(d => d.ToString());

    // A generator makes all of a JSON context except its declaration.
    private static bool IsOfJson(Diagnostic diagnostic) => diagnostic.Id is "CS0534" or "CS7036" or "CS0117"
        && (diagnostic.GetMessage().Contains("JsonSerializerContext", StringComparison.Ordinal)
            || diagnostic.GetMessage()
                .EndsWith("Json' does not contain a definition for 'Default'", StringComparison.Ordinal));

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
