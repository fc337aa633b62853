using Argosy.Packages.Wheels.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Packages.Tests.Wheels;

/// <summary>PEP 440, compared with the library that pip uses.</summary>
public sealed class PythonVersionTests
{
    private static readonly string[] s_releases = ["0", "1", "1.0", "1.0.0", "1.1", "1.10", "2023.03", "1!0.5", "0!1"];
    private static readonly string[] s_pre = ["", "a1", ".alpha.2", "-b", "rc1", "c1", "_pre3"];
    private static readonly string[] s_post = ["", ".post2", "-3", "rev4", ".post"];
    private static readonly string[] s_dev = ["", ".dev5", "-dev"];
    private static readonly string[] s_local = ["", "+abc.1", "+5", "+Ubuntu-1_2"];

    private static List<string> Written { get; } =
    [
        .. from release in s_releases from pre in s_pre from post in s_post from dev in s_dev from local in s_local
           select release + pre + post + dev + local,
        "v1.0", " 1.0 ", "1.0.", "1..0", "a", "", "1.0+", "1.0+a..b", "1.0-",
        "1.0.post1.post2", "1.0.*", "1,0", "1.0a1b2",
    ];

    private static List<string> Few { get; } = [.. Written.Where((_, i) => i % 29 == 0)];

    [Fact]
    public void Every_spelling_is_read_as_packaging_reads_it()
    {
        var expected = Packaging.Ask<string?[]>("""
            from pip._vendor.packaging.version import Version, InvalidVersion
            def norm(text):
                try: return str(Version(text))
                except InvalidVersion: return None
            print(json.dumps([norm(text) for text in ask]))
            """, Written);
        Written.Count.ShouldBeGreaterThan(3000);
        Written.Select(v => PythonVersion.TryParse(v)?.ToString()).ShouldBe(expected);
    }

    [Fact]
    public void Any_two_compare_as_packaging_compares_them()
    {
        var pairs = (from a in Few
                     from b in Few
                     where PythonVersion.TryParse(a) is not null && PythonVersion.TryParse(b) is not null
                     select new[] { a, b }).ToList();
        var expected = Packaging.Ask<int[]>("""
            from pip._vendor.packaging.version import Version
            def order(a, b): return (a > b) - (a < b)
            print(json.dumps([order(Version(a), Version(b)) for a, b in ask]))
            """, pairs);
        pairs.Count.ShouldBeGreaterThan(10_000);
        pairs.Select(p => Math.Sign(PythonVersion.Parse(p[0]).CompareTo(PythonVersion.Parse(p[1])))).ShouldBe(expected);
    }

    [Fact]
    public void A_specifier_allows_what_packagings_does()
    {
        string[] clauses =
        [
            .. from op in (string[])["==", "!=", "~=", ">=", "<=", ">", "<", "==="]
               from v in (string[])
               [
                   "1", "1.0", "1.0.*", "1.1.*", "1.0a1", "1.0.post2", "1.0.dev5", "1.0+abc.1", "1!0.5", "2.2a1",
               ]
               select op + v,
            ">=1.0,<2", "1.0", "=>1", "~=1", ">=1.*",
        ];
        // The copy in Debian 12's pip (21.3) doesn't yet pad 1 to 1.0 before it compares the beginning with 1.0.*.
        var questions = (from c in clauses
                         from v in Few
                         where PythonVersion.TryParse(v) is { } version
                             && (!c.EndsWith(".0.*", StringComparison.Ordinal) || version.Release.Count > 1)
                         select new[] { c, v }).ToList();
        var expected = Packaging.Ask<bool?[]>("""
            from pip._vendor.packaging.specifiers import Specifier, InvalidSpecifier
            def allows(spec, version):
                try: return all([Specifier(s).contains(version, prereleases=True) for s in spec.split(",")])
                except InvalidSpecifier: return None
            print(json.dumps([allows(c, v) for c, v in ask]))
            """, questions);
        questions.Select(q => VersionSpecifiers.TryParse(q[0])?.Allows(PythonVersion.Parse(q[1]))).ToArray()
            .Zip(expected, questions).Where(t => t.First != t.Second)
            .Select(t => $"{t.Third[0]} {t.Third[1]}: {t.First}, not {t.Second}").Take(20).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("==1.0.*", "1")]
    [InlineData("==1.0.*", "1.post2")]
    [InlineData("~=1.4.0", "1.4.9")]
    public void A_missing_part_of_a_release_is_zero(string clause, string version) =>
        VersionSpecifiers.TryParse(clause)!.Allows(PythonVersion.Parse(version)).ShouldBeTrue();

    [Fact]
    public void What_it_writes_it_reads_and_equal_versions_have_equal_hashes() =>
        Prop.ForAll(Gen.Elements<string>(Written).Two().ToArbitrary(), pair =>
        {
            if (PythonVersion.TryParse(pair.Item1) is not { } a || PythonVersion.TryParse(pair.Item2) is not { } b)
                return true;
            return PythonVersion.Parse(a.ToString()) == a
                && a.CompareTo(b) == -b.CompareTo(a)
                && (a != b || a.GetHashCode() == b.GetHashCode());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_version_or_null() => Prop.ForAll<NonNull<string>>(text =>
        PythonVersion.TryParse(text.Get) is null || text.Get.Any(char.IsAsciiDigit)).QuickCheckThrowOnFailure();
}
