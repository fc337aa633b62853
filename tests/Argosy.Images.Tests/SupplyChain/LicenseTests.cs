using System.Text;
using Argosy.Images.SupplyChain.Contents;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class LicenseTests
{
    private const string Header = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n";

    [Theory]
    [InlineData("GPL-2+", "GPL-2.0-or-later")]
    [InlineData("Expat or Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("BSD-3-clause and ISC", "BSD-3-Clause AND ISC")]
    [InlineData("GPL-3+ with GCC-Runtime exception", "GPL-3.0-or-later WITH GCC-exception-3.1")]
    [InlineData("GPL-2+ with unknown exception", null)]
    [InlineData("public-domain", null)]
    [InlineData("GPL-2+ or Expat, and ISC", null)]
    public void A_short_name_becomes_an_expression_or_nothing(string name, string? expression) =>
        Read($"{Header}Files: *\nLicense: {name}\n")!.Expression.ShouldBe(expression);

    [Fact]
    public void Licences_of_several_files_all_apply()
    {
        var license = Read(
            $"{Header}Files: *\nLicense: Expat or GPL-2+\n\nFiles: a\nLicense: ISC\n text\n\nLicense: X\n y\n");
        license!.Expression.ShouldBe("ISC AND (MIT OR GPL-2.0-or-later)");
        license.Names.ShouldBe(["Expat or GPL-2+", "ISC"]);
    }

    [Fact]
    public void One_unknown_licence_leaves_the_names() =>
        Read($"{Header}Files: *\nLicense: Expat\n\nFiles: b\nLicense: custom\n")
            .ShouldSatisfyAllConditions(l => l!.Expression.ShouldBeNull(), l => l!.Names.ShouldBe(["Expat", "custom"]));

    [Fact]
    public void Text_for_people_alone_has_no_licence() => Read("This is GPL.\n").ShouldBeNull();

    private static PackageLicense? Read(string text) => PackageLicense.TryRead(Encoding.UTF8.GetBytes(text));
}
