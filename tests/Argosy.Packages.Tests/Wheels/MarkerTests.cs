using Argosy.Packages.Wheels.Markers;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Packages.Tests.Wheels;

/// <summary>PEP 508, compared with the library that pip uses.</summary>
public sealed class MarkerTests
{
    public static TheoryData<string> Texts =>
    [
        "python_version >= '3.9'", "python_version<'3.11'", "python_version == '3.11.*'", "python_version ~= '3.10'",
        "python_version in '3.10 3.11'", "python_version not in '2.7,3.11'", "python_full_version >= '3.11.2'",
        "python_full_version < '3.11.10'", "'3.8' <= python_version", "platform_machine == 'aarch64'",
        "platform_machine != \"aarch64\" and sys_platform == 'linux'", "sys_platform == 'win32' or os_name == 'posix'",
        "(os_name == 'nt' or platform_system == 'Linux') and implementation_name == 'cpython'",
        "os_name == 'nt' or platform_system == 'Linux' and implementation_name == 'pypy'",
        "platform_python_implementation === 'CPython'", "'linux' in sys_platform", "'arm' not in platform_machine",
        "extra == 'Test_1'", "implementation_version > '3.11'", "python_implementation == 'CPython'",
        "platform.machine == 'aarch64'", "sys.platform == 'linux2'", "((((python_version > '3'))))",
        "python_version === '3.11'", "python_version == 'x'", "platform_machine > 'a'", "platform_machine < 'a'",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_marker_holds_where_packaging_says_so(string text)
    {
        foreach (var platform in (string[])["x64", "arm64"])
        {
            var environment = MarkerEnvironment.Of(Roots.PlatformOf(platform));
            var expected = Packaging.Ask<bool>("""
                from pip._vendor.packaging.markers import Marker
                print(json.dumps(Marker(ask["text"]).evaluate(ask["environment"])))
                """, new { text, environment = MarkerEnvironment.Names.ToDictionary(n => n, n => environment[n]) });
            Marker.Parse(text).Holds(environment).ShouldBe(expected, $"{text} on {platform}");
        }
    }

    [Theory]
    [InlineData("", "expected a variable or a text in quotation marks at its end")]
    [InlineData("python_version", "expected an operator at its end")]
    [InlineData("python_version > 3", "expected a variable or a text in quotation marks at column 18, not '3'")]
    [InlineData("pythn_version > '3'", "'pythn_version' at column 1 isn't a variable of PEP 508")]
    [InlineData("os_name == 'posix", "a quotation mark at column 12 isn't closed")]
    [InlineData("(os_name == 'posix'", "expected ')' at its end")]
    [InlineData("os_name == 'posix' os_name", "expected 'and', 'or' or the end at column 20, not 'o'")]
    [InlineData("os_name not 'posix'", "expected an operator at column 13, not '''")]
    public void What_isnt_a_marker_is_named_with_its_column(string text, string says) =>
        Should.Throw<FormatException>(() => Marker.Parse(text)).Message.ShouldBe(says);

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Should.Throw<FormatException>(() => Marker.Parse(new string('(', 100_000)));

    [Fact]
    public void Any_text_is_a_marker_or_a_format_error() => Prop.ForAll<NonNull<string>>(text =>
    {
        try
        {
            return Marker.Parse(text.Get) is not null;
        }
        catch (FormatException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_platform_has_the_python_of_its_distribution()
    {
        var environment = MarkerEnvironment.Of(Roots.PlatformOf("ppc64le"));
        environment["python_version"].ShouldBe("3.11");
        environment["python_full_version"].ShouldBe("3.11.2");
        environment["platform_machine"].ShouldBe("ppc64le");
        MarkerEnvironment.Of(Roots.PlatformOf("arm64")).With([new("sys_platform", "win32")])["sys_platform"]
            .ShouldBe("win32");
    }
}
