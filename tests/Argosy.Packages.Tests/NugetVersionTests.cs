using Argosy.Packages.Nuget;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Packages.Tests;

public sealed class NugetVersionTests
{
    [Theory]
    [InlineData("01.2", "1.2.0")]
    [InlineData("1.0.0.0", "1.0.0")]
    [InlineData("1.0.0.5", "1.0.0.5")]
    [InlineData("1.0.0-Beta.1+abc", "1.0.0-Beta.1")]
    public void A_version_has_one_normal_form(string written, string normal) =>
        NugetVersion.TryParse(written)!.Text.ShouldBe(normal);

    [Theory]
    [InlineData("")]
    [InlineData("1.")]
    [InlineData("1.0.0-")]
    [InlineData("1.2.3.4.5")]
    [InlineData("99999999999.0")]
    public void What_isnt_a_version_is_refused(string text) => NugetVersion.TryParse(text).ShouldBeNull();

    [Fact]
    public void The_order_is_SemVers_own_example()
    {
        string[] ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0"];
        ordered.Reverse().Select(v => NugetVersion.TryParse(v)!).Order().Select(v => v.Text).ShouldBe(ordered);
    }

    [Fact]
    public void A_normal_form_reads_back_as_the_same_version()
    {
        var label = Gen.Elements("", "-a", "-rc.1", "-1", "-A.b-c.07x");
        var version = Gen.Choose(0, 3000).ArrayOf(4).SelectMany(n => label.Select(l => $"{n[0]}.{n[1]}.{n[2]}.{n[3]}{l}"));
        Prop.ForAll(version.ToArbitrary(), text =>
            NugetVersion.TryParse(NugetVersion.TryParse(text)!.Text)!.Equals(NugetVersion.TryParse(text))).QuickCheckThrowOnFailure();
    }
}
