using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests.Files;

public sealed class TemporaryFolderTests
{
    [Fact]
    public void It_goes_with_all_it_holds_and_closed_or_gone_it_never_throws()
    {
        var folder = new TemporaryFolder("argosy-test-");
        Path.GetFileName(folder.Path).ShouldStartWith("argosy-test-");
        Directory.CreateDirectory(folder.At("closed"));
        File.WriteAllText(folder.At("closed/file"), "");
        File.SetUnixFileMode(folder.At("closed"), UnixFileMode.None);
        folder.Dispose();
        Directory.Exists(folder.Path).ShouldBeFalse();
        folder.Dispose();
    }
}
