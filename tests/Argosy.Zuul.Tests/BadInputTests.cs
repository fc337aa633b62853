using System.Text;
using Argosy.Zuul.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Zuul.Tests;

/// <summary>Any file content leads to findings, never to a crash or an endless read.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("- job:\n\tname: a\n", "ARG0641 zuul.yaml:2: a tab indents this line. Indent with spaces.")]
    [InlineData("- job: [\n", "ARG0641 zuul.yaml:")]
    [InlineData("- job: 'a\n", "ARG0641 zuul.yaml:")]
    [InlineData("- job: *a\n", "ARG0641 zuul.yaml:1: the alias '*a' names nothing before it")]
    [InlineData("- job: &a {name: *a}\n", "ARG0641 zuul.yaml:1: the alias '*a' names nothing before it")]
    [InlineData("- job: !!python/object:os.system {name: a}\n", "ARG0641 zuul.yaml:1: the tag")]
    [InlineData("- job: &a {name: x}\n- job: &a {name: y}\n", "ARG0641 zuul.yaml:2: the anchor '&a' is defined twice")]
    [InlineData("- job: {name: \"a\n---\nb\"}\n", "ARG0641 zuul.yaml:")]
    [InlineData("[]\n---\n[]\n", "ARG0641 zuul.yaml:2: a second document begins")]
    [InlineData("- job: {[a]: b}\n", "ARG0641 zuul.yaml:1: a key must be plain text")]
    [InlineData("job: {name: a}\n", "ARG0644 zuul.yaml:1: expected a list of objects, not a map")]
    [InlineData("- job\n", "ARG0644 zuul.yaml:1: expected an object, not text")]
    [InlineData("- job: a\n", "ARG0649 zuul.yaml:1: a job wants a map of attributes, not text")]
    [InlineData("- job: {name: \u0001}\n", "ARG0640 zuul.yaml:1: the character U+0001")]
    public void A_broken_file_is_a_finding_at_its_line(string yaml, string expected) =>
        RuleTests.Said(CheckedFolder.Check(yaml)).ShouldContain(f => f.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void Another_encoding_is_a_finding_at_its_line() => Findings([.. "- job:\n    name: "u8, 0xe9, (byte)'\n'])
        .ShouldHaveSingleItem().ShouldBe("ARG0640 zuul.yaml:2: the text isn't UTF-8. Save the file as UTF-8.");

    [Fact]
    public void An_anchor_bomb_is_bounded()
    {
        var bomb = new StringBuilder("- job:\n    name: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append($"    a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Findings(Encoding.UTF8.GetBytes(bomb.ToString()))
            .ShouldContain(f => f.StartsWith("ARG0642 zuul.yaml:", StringComparison.Ordinal));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(50_000_000);
    }

    [Fact]
    public void A_bomb_of_merge_keys_is_bounded_too()
    {
        var keys = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"k{i}: v"));
        var bomb = new StringBuilder($"- x: &a0 {{{keys}}}\n");
        for (var i = 1; i < 1000; i++) bomb.Append($"- x: &a{i} {{<<: [*a{i - 1}, *a0], n{i}: v}}\n");
        Findings(Encoding.UTF8.GetBytes(bomb.ToString()))
            .ShouldContain(f => f.StartsWith("ARG0642", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    public void Depth_is_bounded(char opening)
    {
        var text = opening == '-' ? string.Concat(Enumerable.Repeat("- ", 100_000)) : new string(opening, 100_000);
        Findings(Encoding.UTF8.GetBytes(text)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        using var folder = new CheckedFolder().With("zuul.yaml", new string('#', Bounds.Bytes + 1));
        RuleTests.Said(folder.Run().Findings).ShouldHaveSingleItem()
            .ShouldStartWith("ARG0640 zuul.yaml: the file has 4194305 bytes");
    }

    [Fact]
    public void A_long_chain_of_parents_and_of_dependencies_ends()
    {
        var yaml = new StringBuilder();
        for (var i = 0; i < 3000; i++)
            yaml.Append($"- job: {{name: j{i}, parent: j{i + 1}, dependencies: j{i + 1}}}\n");
        yaml.Append(
            $"- project: {{check: {{jobs: [{string.Join(", ", Enumerable.Range(0, 3000).Select(i => $"j{i}"))}]}}}}\n");
        CheckedFolder.Check(yaml.ToString()).ShouldContain(f => f.Kind.Id == "ARG0660");
    }

    [Fact]
    public void Random_bytes_never_crash_it() => Prop.ForAll<byte[]>(bytes =>
    {
        Findings(bytes ?? []);
    }).QuickCheckThrowOnFailure();

    // Text with a meaning in YAML and in Zuul, in any order.
    private static readonly string[] s_pieces =
    [
        "- job:", "- project:", "- pipeline:", "- nodeset:", "- secret:", "\n", "\n  ", "\n    ", "\n        ",
        " name: ", "a", "b", "parent: ", "null", "branches: ", "(?!x)", "[", "]", "{", "}", ", ", ": ", "- ", "&a ",
        "*a", "<<: ", "!encrypted/pkcs1-oaep ", "|\n", ">-\n", "'", "\"", "\\", "check:", " jobs: ", "dependencies: ",
        "nodes: ", "label: ", "3.10", "yes", "#", "---", "...", "%YAML 1.1\n", "? ", "timer: ", "time: ", "é", "\u2028",
        "\t",
    ];

    [Fact]
    public void Random_configuration_never_crashes_it() => Prop.ForAll(
        Gen.Elements(s_pieces).ArrayOf().Select(p => string.Concat(p)).ToArbitrary(),
        text => { CheckedFolder.Check(text); }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    // The repository's own files with some changed characters: most of the text stays valid.
    [Fact]
    public void Damaged_configuration_never_crashes_it()
    {
        var whole = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "zuul.d"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText));
        Prop.ForAll(
            Gen.Choose(0, whole.Length - 400)
                .SelectMany(at => Gen.Elements(s_pieces).Two().Select(p => (at, p.Item1, p.Item2))).ToArbitrary(),
            damage =>
            {
                CheckedFolder.Check(
                    whole[..damage.at] + damage.Item1 + whole[(damage.at + 5)..(damage.at + 300)] + damage.Item2);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    private static IReadOnlyList<string> Findings(byte[] bytes)
    {
        using var folder = new CheckedFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "zuul.yaml"), bytes);
        return RuleTests.Said(folder.Run().Findings);
    }
}
