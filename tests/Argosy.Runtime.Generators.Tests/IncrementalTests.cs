using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Argosy.Runtime.Generators.Tests;

public sealed class IncrementalTests
{
    private const string Source = """
        [Archivable] public sealed record Point(double X, double Y);
        public static class Work { [Action] public static double Length(Point p) => p.X; }
        """;

    [Fact]
    public void An_edit_that_changes_no_signature_writes_nothing_again()
    {
        var consumer = new Consumer(Source);
        var edited = Source.Replace("=> p.X", "=> p.Y * 2", StringComparison.Ordinal);
        var outputs = OutputsAfter(consumer, c => Replace(c, "\n\n// Moved down.\n" + edited, consumer.Options));
        outputs.ShouldNotBeEmpty();
        outputs.ShouldAllBe(reason =>
            reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void A_new_action_is_written()
    {
        var consumer = new Consumer(Source);
        var outputs = OutputsAfter(consumer, c => c.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "public static class More { [Argosy.Runtime.Action] public static int M(int x) => x; }",
            consumer.Options)));
        outputs.ShouldContain(IncrementalStepRunReason.New);
    }

    private static Compilation Replace(CSharpCompilation compilation, string source, CSharpParseOptions options)
    {
        var old = compilation.SyntaxTrees.Single();
        var usings = old.ToString()[..old.ToString().IndexOf('\n', StringComparison.Ordinal)];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(usings + source, options, "Consumer.cs"));
    }

    private static List<IncrementalStepRunReason> OutputsAfter(
        Consumer consumer, Func<CSharpCompilation, Compilation> edit)
    {
        var driver = consumer.Driver().RunGenerators(consumer.Written).RunGenerators(edit(consumer.Written));
        return [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(s => s.Value)
            .SelectMany(s => s.Outputs).Select(o => o.Reason)];
    }
}
