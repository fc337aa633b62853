using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Tests;

public sealed class PackageListTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_back()
    {
        InstalledPackage[] packages =
        [
            new("libc6", "2.36-9", "arm64", "glibc", "2.36-9", Digest.Of("1"))
            {
                InstalledSize = 1 << 20, LicenceFile = "/usr/share/doc/libc6/copyright"
            },
            new("tzdata", "2024a-0", "all", "tzdata", "2024a-0", Digest.Of("2")),
        ];
        PackageList.Write(_folder["a/list.json"], packages);
        PackageList.Read(_folder["a/list.json"]).ShouldBe(packages);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"packages":[{"name":"a"}]}""")]
    public void A_damaged_list_is_an_error_with_its_path(string text)
    {
        _folder.Write("list.json", text);
        Should.Throw<ArgosyException>(() => PackageList.Read(_folder["list.json"])).Message
            .ShouldStartWith($"ARG0441 {_folder["list.json"]}: ");
    }
}
