using System.Diagnostics;
using System.Text;
using Argosy.Processes.Spawning;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Processes.Tests;

/// <summary>Compares with .NET, which splits the same text for the programs that it starts.</summary>
public sealed class ArgumentTextTests
{
    private static readonly Gen<string> s_texts =
        Gen.Elements('a', 'ä', ' ', '\t', '"', '\\', '\'').ArrayOf(24).Select(c => new string(c));

    [Theory]
    [InlineData("")]
    [InlineData("  a  b ")]
    [InlineData("\"a b\" c")]
    [InlineData("a\"b c\"d")]
    [InlineData("\"\" a")]
    [InlineData("\"a\"\"b\"")]
    [InlineData(@"a\\b \""c\"" ""d\\"" e\")]
    public void It_is_cut_as_NET_cuts_it(string text) => ArgumentText.Split(text).ShouldBe(Received(text));

    [Fact]
    public void So_is_any_text() =>
        Prop.ForAll(s_texts.ToArbitrary(), text => ArgumentText.Split(text).SequenceEqual(Received(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Lines_are_the_same_however_the_bytes_come() => Prop.ForAll(
        Gen.Elements("a", "ø", "\n", "\r\n", "漢").ListOf(20).Select(string.Concat).ToArbitrary(),
        Gen.Choose(1, 7).ToArbitrary(), (text, step) =>
        {
            var lines = new List<string>();
            var splitter = new LineSplitter(lines.Add);
            foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(step)) splitter.Add(part);
            splitter.End();
            var reader = new StringReader(text);
            for (var i = 0; reader.ReadLine() is { } line; i++) lines[i].ShouldBe(line);
            return reader.Peek() < 0;
        }).Check(Config.QuickThrowOnFailure);

    // The arguments that a program receives, as it prints them.
    private static string[] Received(string text)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "sh", $"-c \"for a; do printf '%s\\n' \\\"$a\\\"; done\" sh {text}")
        {
            RedirectStandardOutput = true
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\n')[..^1];
    }
}
