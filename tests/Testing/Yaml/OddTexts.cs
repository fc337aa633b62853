using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Testing;

/// <summary>Texts for the tests of YAML writers.</summary>
internal static class OddTexts
{
    // Ordinary words, text with a special meaning in YAML, and random text without half surrogate pairs.
    public static Gen<string> Any { get; } = Gen.OneOf(
        Gen.Elements(
            "yes", "NO", "~", "null", "1", "0o7", "3.10", "- ", ": ", " #", "a: b", "|", ">-", "---", "...", "%", "@",
            "`", "a\n b", "a\nb\n", "a\n\n  b\n", "# a\n- b", "a --b", ".inf", ".a", "a@b", "08:00", "1.10", "\n", "\r",
            "\t", "\u0085", "\u2028", "\ufeff", "é", "😀", "'", "\"", "\\", "{{ x }}", "[a]", "!x", "&x", "*x"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get),
        Gen.Elements(" :#-'\"\\\n\tab1{}[]|>&*!%@`,?~".ToCharArray()).ListOf().Select(string.Concat))
        .Where(s => !s.Contains('\ufffe', StringComparison.Ordinal) && !HasLoneSurrogate(s));

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(r => r.Value == 0xfffd);
}
