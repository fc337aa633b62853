using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
[Collection(OneClone.Name)]
public sealed class NetworkTests(SharedClone shared) : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("argosy-e2e-cache-").FullName;

    private static string[] WithoutNetwork => Environment.IsPrivilegedProcess
        ? ["unshare", "--net"]
        : ["unshare", "--map-current-user", "--net"];

    private static string UsersCache => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "argosy/debs");

    [Fact]
    public void Without_a_network_and_with_an_empty_cache_the_mirror_is_named()
    {
        Build(WithoutNetwork).ShouldFail("ARG0303", "the mirror doesn't answer", "Check the network");
        shared.ShouldGoOn();
    }

    [Fact]
    public void With_all_downloads_in_the_cache_no_network_is_needed()
    {
        FillCache();
        Build(WithoutNetwork).ShouldSucceed();
    }

    [Fact]
    public void A_truncated_download_is_noticed_and_fetched_again()
    {
        var debs = FillCache();
        var whole = File.ReadAllBytes(debs[0]);
        File.WriteAllBytes(debs[0], whole[..(whole.Length / 2)]);
        Build([]).ShouldSucceed();
        File.ReadAllBytes(debs[0]).ShouldBe(whole);
    }

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    private BuildRun Build(IReadOnlyList<string> prefix) =>
        new BuildCommand(shared.Clone.Folder, ["--target=Sysroot", "--arch=arm64", "--force"])
        {
            Prefix = prefix,
            Environment = { ["XDG_CACHE_HOME"] = _cache },
        }.Run();

    // The locked packages from the user's cache, which the clone's first build has filled.
    private List<string> FillCache()
    {
        var copies = new List<string>();
        foreach (var word in File.ReadAllText(shared.Clone.At("locks/debian-12-arm64/sysroot.lock"))
            .Split([' ', '\n', ':']).Where(w => w.Length == 64))
        {
            var name = $"{word[..2]}/{word}.deb";
            var copy = Path.Combine(_cache, "argosy/debs", name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(UsersCache, name), copy);
            copies.Add(copy);
        }

        return copies;
    }
}
