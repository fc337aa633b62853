using Argosy.Packages.Wheels.Constraints;
using Argosy.Packages.Wheels.Markers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Wheels;

public sealed class ConstraintsFileTests
{
    [Fact]
    public void Lines_have_names_versions_and_markers()
    {
        var file = Parse("""
            # comment

            MarkupSafe===2.1.2
            zope.interface===5.5.2;python_version>='3.9'  # why
            numpy==1.24.2 ; platform_machine != 'x86_64'
            idna==3.4 \
                --hash=sha256:abc \
                --hash=sha256:def
            """);

        file.Faults.ShouldBeEmpty();
        file.Lines.Select(l => $"{l.Place.Line} {l.Name} {l.Version} {l.MarkerText}".TrimEnd()).ShouldBe(
        [
            "3 markupsafe 2.1.2", "4 zope-interface 5.5.2 python_version>='3.9'",
            "5 numpy 1.24.2 platform_machine != 'x86_64'", "6 idna 3.4",
        ]);
    }

    [Theory]
    [InlineData("numpy", "'numpy' isn't 'name===version'")]
    [InlineData("numpy>=1", "'numpy>=1' isn't 'name===version'")]
    [InlineData("numpy===one", "'one' isn't a version of PEP 440")]
    [InlineData("numpy==1.*", "'1.*' isn't a version of PEP 440")]
    [InlineData("numpy===1;python>'3'", "its marker 'python>'3'' can't be read: 'python' at column 1 isn't a variable")]
    [InlineData("numpy===1;", "its marker '' can't be read")]
    [InlineData("-r other.txt", "'-r other.txt' is an option of pip, not a constraint")]
    [InlineData("numpy @ file:///numpy", "isn't 'name===version'")]
    [InlineData("===1", "isn't 'name===version'")]
    public void A_line_that_cant_be_read_is_named_and_the_others_count(string line, string says)
    {
        var file = Parse($"a===1\n{line}\nb===2\n");
        file.Lines.Select(l => l.Name).ShouldBe(["a", "b"]);
        var fault = file.Faults.ShouldHaveSingleItem();
        fault.Diagnostic.ToString().ShouldStartWith("ARG0551 c.txt:2: ");
        fault.Diagnostic.Cause.ShouldContain(says);
        fault.Name.ShouldBe(line.StartsWith("numpy", StringComparison.Ordinal) ? "numpy" : null);
    }

    [Fact]
    public void All_wrong_lines_are_reported_together_in_the_files_order()
    {
        var file = Parse("x\nb===1\nc===1\nB===1\ny\n");
        file.Faults.Select(f => f.Diagnostic.Place.Line).ShouldBe([1, 4, 5]);
        file.Lines.ShouldHaveSingleItem().Name.ShouldBe("c");
    }

    [Theory]
    [InlineData("zope.interface===1;python_version<'3'\nzope-interface===2;python_version>'3'", "and 'zope.interface' in line 1")]
    [InlineData("a===1\na===2", "'a' is also in line 1")]
    [InlineData("a===1;os_name=='nt'\na===2;os_name=='nt'", "'a' is also in line 1")]
    public void Names_that_are_one_project_are_an_error_with_both_lines(string text, string says)
    {
        var file = Parse(text);
        file.Lines.ShouldBeEmpty();
        var fault = file.Faults.ShouldHaveSingleItem();
        fault.Diagnostic.Place.Line.ShouldBe(2);
        fault.Diagnostic.Cause.ShouldContain(says);
    }

    [Fact]
    public void Each_platform_gets_the_line_whose_marker_holds_there()
    {
        var file = Parse("a===1;platform_machine=='x86_64'\na===2;platform_machine!='x86_64'\nb===3;os_name=='nt'\n");
        Version("x64").ShouldBe(["a 1"]);
        Version("arm64").ShouldBe(["a 2"]);

        string[] Version(string architecture) =>
        [
            .. file.For(MarkerEnvironment.Of(Roots.PlatformOf(architecture)), "p").Lines
                .Select(l => $"{l.Name} {l.Version}"),
        ];
    }

    [Fact]
    public void Two_lines_that_hold_on_one_platform_count_on_the_others_alone()
    {
        var file = Parse("a===1;python_version>'3'\na===2;platform_machine=='aarch64'\n");
        var arm = file.For(MarkerEnvironment.Of(Roots.PlatformOf("arm64")), "debian-12-arm64");
        arm.Lines.ShouldBeEmpty();
        arm.Faults.ShouldHaveSingleItem().Diagnostic.Cause.ShouldBe("'a' has also line 1 on debian-12-arm64");
        file.For(MarkerEnvironment.Of(Roots.PlatformOf("x64")), "p").Lines.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        using var folder = new TestFolder();
        Should.Throw<ArgosyException>(() => ConstraintsFile.Load(folder.Path, "wheels/c.txt")).Message
            .ShouldStartWith("ARG0550 wheels/c.txt: it can't be read");
    }

    private static ConstraintsFile Parse(string text) => ConstraintsFile.Parse(text, "c.txt");
}
