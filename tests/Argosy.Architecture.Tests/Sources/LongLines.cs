using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Architecture.Tests.Sources;

/// <summary>Lines of a C# file that are longer than .editorconfig's max_line_length and could be wrapped.</summary>
internal static class LongLines
{
    public const int Most = 120;

    /// <summary>The lines' numbers, from 1.</summary>
    /// <remarks>Not lines of a raw string, whose text they are, nor an attribute's literal, which can't be split
    /// well.</remarks>
    public static IEnumerable<int> Of(string text)
    {
        var lines = text.Split('\n');
        int[] wide = [.. Enumerable.Range(1, lines.Length).Where(n => lines[n - 1].Length > Most)];
        if (wide.Length == 0) return wide;
        var tree = CSharpSyntaxTree.ParseText(text, new(LanguageVersion.Preview));
        var exempt = tree.GetRoot().DescendantNodes().Where(IsWhole).SelectMany(node => LinesOf(tree, node))
            .ToHashSet();
        return wide.Where(n => !exempt.Contains(n));
    }

    private static bool IsWhole(SyntaxNode node) => node switch
    {
        InterpolatedStringExpressionSyntax text => IsRaw(text.StringStartToken),
        LiteralExpressionSyntax literal => IsRaw(literal.Token)
            || literal.IsKind(SyntaxKind.StringLiteralExpression)
                && literal.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not null,
        _ => false,
    };

    private static bool IsRaw(SyntaxToken token) =>
        token.Text.TrimStart('$').StartsWith("\"\"\"", StringComparison.Ordinal);

    private static IEnumerable<int> LinesOf(SyntaxTree tree, SyntaxNode node)
    {
        var span = tree.GetLineSpan(node.Span);
        var (first, last) = (span.StartLinePosition.Line, span.EndLinePosition.Line);
        return Enumerable.Range(first + 1, last - first + 1);
    }
}
