using System.Collections.Immutable;
using System.Reflection;
using Argosy.Runtime.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Argosy.Runtime.Generators.Tests;

/// <summary>A project that uses the runtime and its generator: compiled in memory, loaded and run.</summary>
internal sealed class Consumer
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; "
        + "using Argosy.Runtime;\n";

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(f => Path.GetFileName(f) is var name && (name.StartsWith("System", StringComparison.Ordinal)
                || name is "Argosy.Runtime.dll" or "netstandard.dll" or "mscorlib.dll"))
            .Select(f => MetadataReference.CreateFromFile(f))
    ];

    private readonly CSharpCompilation _compilation;

    internal Consumer(
        string source, LanguageVersion version = LanguageVersion.Latest,
        NullableContextOptions nullable = NullableContextOptions.Enable, params MetadataReference[] libraries)
    {
        Options = new CSharpParseOptions(version);
        _compilation = CSharpCompilation.Create(
            $"Consumer{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(Usings + source, Options, "Consumer.cs")],
            [.. s_references, .. libraries],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, allowUnsafe: true));
    }

    internal CSharpParseOptions Options { get; }

    internal CSharpCompilation Written => _compilation;

    internal CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new RuntimeGenerator().AsSourceGenerator()], parseOptions: Options,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Adds the generated code, which must compile without a warning.</summary>
    internal Compilation Generated()
    {
        Driver().RunGeneratorsAndUpdateCompilation(_compilation, out var all, out var diagnostics);
        diagnostics.ShouldBeEmpty();
        all.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1701")
            .Select(d => $"{d}\n{d.Location.SourceTree}").ShouldBeEmpty();
        return all;
    }

    internal Assembly Load()
    {
        var image = new MemoryStream();
        Generated().Emit(image).Success.ShouldBeTrue();
        var assembly = Assembly.Load(image.ToArray());
        ActionRegistry.Load(assembly);
        return assembly;
    }

    /// <summary>The analyzers' findings, as <c>id: the code at the finding's location</c>.</summary>
    internal async Task<IReadOnlyList<string>> FindingsAsync()
    {
        Driver().RunGeneratorsAndUpdateCompilation(_compilation, out var all, out _);
        var found = await all.WithAnalyzers([new SerializabilityAnalyzer(), new CallAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();
        return
        [
            .. found.Select(d => $"{d.Id}: {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}")
                .Order(StringComparer.Ordinal)
        ];
    }
}
