using System.Text.RegularExpressions;
using Argosy.Architecture.Tests.Sources;
using Dialects = Argosy.Platforms.Architecture;

namespace Argosy.Architecture.Tests;

/// <summary>One table defines the architectures' names: a new one needs no other place in the code.</summary>
public sealed class DialectTests
{
    private static readonly Dictionary<string, string> s_exceptions = new()
    {
        ["src/Argosy.Platforms/Architecture.cs"] = "the table",
        ["src/Argosy.Platforms/Distribution.cs"] = "which release carries which architecture, in Argosy's own names",
        ["runtime/Argosy.Runtime/Native/NativeLibraryResolver.cs"] =
            "the runtime refers to nothing; NuGet's layout is \"linux-\" and .NET's own name",
    };

    // Names of every dialect, and prefixes that could form such a name.
    private static readonly Regex s_spelling = new(
        $"(?<![a-z0-9])({string.Join('|', Names().Distinct().OrderByDescending(n => n.Length).Select(Regex.Escape))})"
            + "(?![a-z0-9])|linux[-_/]$",
        RegexOptions.IgnoreCase);

    [Theory]
    [InlineData("gcc-aarch64-linux-gnu")]
    [InlineData("manylinux_2_17_x86_64")]
    [InlineData("linux_")]
    [InlineData("linux-arm64")]
    [InlineData("usr/lib/powerpc64le-linux-gnu/libc.so")]
    [InlineData("ppc64el")]
    [InlineData("ld-linux-x86-64.so.2")]
    public void The_search_finds(string text) => s_spelling.IsMatch(text).ShouldBeTrue();

    [Fact]
    public void Nothing_but_the_table_spells_an_architecture() => CSharpSources.Literals
        .Where(l => !s_exceptions.ContainsKey(l.File) && s_spelling.IsMatch(l.Text)).ShouldBeEmpty();

    [Fact]
    public void Every_exception_is_still_one() =>
        s_exceptions.Keys
            .Except(CSharpSources.Literals.Where(l => s_spelling.IsMatch(l.Text)).Select(l => l.File))
            .ShouldBeEmpty();

    private static IEnumerable<string> Names() => Dialects.All.SelectMany(a => (string[])
        [a.Name, a.DebianName, a.GnuTriplet, a.OciArchitecture, a.OciPlatform, a.KernelName, a.QemuName, a.DotnetRid,
            a.WheelTag, a.GnuTriplet.Split('-')[0], a.KernelName.Replace('_', '-')]);
}
