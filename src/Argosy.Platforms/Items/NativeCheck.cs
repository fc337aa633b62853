using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>What runs a project's own suite.</summary>
public enum CheckProgram
{
    /// <summary>CTest, in CMake's build folder.</summary>
    CTest,

    /// <summary><c>meson test</c>.</summary>
    Meson,

    /// <summary><c>make check</c>.</summary>
    Make,

    /// <summary>A command of the item's own, in the build folder.</summary>
    Command,
}

/// <summary>A native item's own suite, which <c>check:</c> asks to be run on each architecture.</summary>
/// <param name="Place">The location of its declaration.</param>
/// <param name="Program">What runs it.</param>
/// <param name="Command">The words of an own command; otherwise empty.</param>
public sealed record NativeCheck(SourceLocation Place, CheckProgram Program, IReadOnlyList<string> Command)
{
    private static readonly Dictionary<string, CheckProgram> s_words = new(StringComparer.Ordinal)
    {
        ["ctest"] = CheckProgram.CTest,
        ["make"] = CheckProgram.Make,
        ["meson"] = CheckProgram.Meson,
    };

    /// <summary>As one text that determines a result.</summary>
    public string Text => $"check {Program} {string.Join('\0', Command)}";

    internal static NativeCheck Read(YamlNode node)
    {
        if (node is YamlList list)
        {
            string[] words = [.. list.Texts().Select(t => TextRules.Line.Check(t))];
            return words.Length > 0 ? new(node.Place, CheckProgram.Command, words) : throw EmptyList.At(node.Place);
        }

        var word = node.AsText().Required();
        return s_words.TryGetValue(word, out var program)
            ? new(node.Place, program, [])
            : throw new ArgosyException(new Diagnostic("ARG0124", node.Place, $"'{word}' runs no suite",
                $"{Suggestion.For(word, s_words.Keys.Order(StringComparer.Ordinal))} A list is a command."));
    }
}
