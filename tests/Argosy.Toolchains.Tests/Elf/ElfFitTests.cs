using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Elf;

namespace Argosy.Toolchains.Tests.Elf;

public sealed class ElfFitTests(CrossBuilt built) : IClassFixture<CrossBuilt>, IDisposable
{
    private readonly TestFolder _root = new();

    private static Platform On(string name) =>
        new(Distribution.All.Single(d => d.Name == "debian-12"), Architecture.TryFind(name)!);

    private ElfFit Check(string architecture, params string[] ownFolders) =>
        ElfFit.Check(ElfFile.Read(built.Program(architecture)), On(architecture), _root.Path, ownFolders);

    // A root with the loader's name and with an arbitrary library under the name that the program needs.
    private void Lay(string architecture, string library)
    {
        _root.Write(On(architecture).Architecture.DynamicLoader[1..], "");
        var folder = Directory.CreateDirectory(_root["usr/lib", On(architecture).Architecture.GnuTriplet]).FullName;
        File.Copy(library, Path.Combine(folder, "libone.so.1"));
    }

    [Theory]
    [InlineData("x64")]
    [InlineData("arm64")]
    [InlineData("ppc64le")]
    [InlineData("s390x")]
    public void A_program_whose_loader_libraries_and_versions_are_there_fits(string architecture)
    {
        Lay(architecture, built.Library(architecture));
        Check(architecture).Problems.ShouldBeEmpty();
        Check(architecture).Level.ShouldBe(ProofLevel.Fits);
    }

    [Fact]
    public void A_program_of_another_machine_does_not_fit() =>
        ElfFit.Check(ElfFile.Read(built.Program("s390x")), On("x64"), _root.Path).Problems
            .ShouldBe(["It is made for s390x, not for x64."]);

    [Fact]
    public void A_missing_loader_and_library_are_named()
    {
        Check("arm64").Level.ShouldBe(ProofLevel.Built);
        Check("arm64").Problems.ShouldBe(
        [
            "Its loader /lib/ld-linux-aarch64.so.1 isn't on debian-12-arm64.",
            "Library libone.so.1, which it needs, isn't on debian-12-arm64.",
        ]);
    }

    [Fact]
    public void A_symbol_version_that_the_platforms_library_lacks_is_named()
    {
        Lay("ppc64le", built.SecondLibrary("ppc64le"));
        Check("ppc64le").Problems.ShouldBe(["libone.so.1 on debian-12-ppc64le has no ARGOSY_2, which it needs."]);
    }

    [Fact]
    public void A_library_that_comes_along_is_found_first()
    {
        Lay("arm64", built.SecondLibrary("arm64"));
        Directory.CreateDirectory(_root["own"]);
        File.Copy(built.Library("arm64"), _root["own/libone.so.1"]);
        Check("arm64", _root["own"]).Fits.ShouldBeTrue();
    }

    [Fact]
    public void A_library_of_another_machine_is_passed_over_as_the_loader_does()
    {
        Lay("x64", built.Library("x64"));
        Directory.CreateDirectory(_root["own"]);
        File.Copy(built.Library("arm64"), _root["own/libone.so.1"]);
        Check("x64", _root["own"]).Fits.ShouldBeTrue();
    }

    public void Dispose() => _root.Dispose();
}
