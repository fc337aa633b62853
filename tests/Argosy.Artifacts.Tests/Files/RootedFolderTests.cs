using Argosy.Artifacts.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Files;

/// <summary>Fills a folder from an archive by the kernel's path resolution and by single steps, with equal
/// results.</summary>
public sealed class RootedFolderTests : IDisposable
{
    private const UnixFileMode Mode = (UnixFileMode)0b111_101_101;
    private readonly TestFolder _folder = new();

    private string Root => _folder.At("root");

    private string Outside => _folder.At("outside");

    public RootedFolderTests()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Outside);
    }

    public void Dispose() => Leftovers.TryRemove(_folder.Path);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_below_a_link_goes_where_the_link_leads_inside(bool kernel)
    {
        using var root = new RootedFolder(Root, kernel);
        root.MakeFolder("a", Mode);
        root.MakeLink("absolute", "/a");
        root.MakeLink("climbing", "../../../a");
        Write(root, "absolute/one");
        Write(root, "climbing/two");
        Directory.EnumerateFiles(Path.Combine(Root, "a")).Select(Path.GetFileName).Order().ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_made_outside_of_it(bool kernel)
    {
        using var root = new RootedFolder(Root, kernel);
        root.MakeLink("out", Outside);
        Should.Throw<IOException>(() => Write(root, "out/x"));
        Should.Throw<IOException>(() => Write(root, "..")).Message.ShouldContain("'..'");
        Write(root, "../x");
        File.Exists(Path.Combine(Root, "x")).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(Outside).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_that_is_a_link_is_never_written_through(bool kernel)
    {
        _folder.Write("outside/secret", "s");
        using var root = new RootedFolder(Root, kernel);
        root.MakeLink("l", Path.Combine(Outside, "secret"));
        Should.Throw<IOException>(() => Write(root, "l"));
        Should.Throw<IOException>(() => root.OpenFile("l"));
        Should.Throw<IOException>(() => root.Settle("l", UnixFileMode.None, DateTimeOffset.UnixEpoch));
        File.ReadAllText(Path.Combine(Outside, "secret")).ShouldBe("s");
    }

    [Fact]
    public void The_kernel_the_steps_and_the_model_of_a_tree_resolve_alike() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Agree).QuickCheckThrowOnFailure();

    private bool Agree(int seed)
    {
        var random = new Random(seed);
        var place = Directory.CreateDirectory(Path.Combine(Root, $"{Guid.NewGuid():N}")).FullName;
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] targets = ["a", "b", "/a", "/c/a", "..", "../b", "../../c", ".", "/", "a/../b"];
        foreach (var name in (string[])["a", "b", "c", "c/a", "c/b"])
        {
            if (name.StartsWith("c/", StringComparison.Ordinal) && links.ContainsKey("c")) continue;
            if (random.Next(2) == 0)
            {
                Directory.CreateDirectory(Path.Combine(place, name));
                continue;
            }

            links[name] = targets[random.Next(targets.Length)];
            File.CreateSymbolicLink(Path.Combine(place, name), links[name]);
        }

        var path = string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => "abc"[random.Next(3)]));
        var model = LinkResolver.TryResolve(path, links.GetValueOrDefault, followLast: true);
        var isThere = model is not null && (model.Length == 0 || Directory.Exists(Path.Combine(place, model)));
        return ((bool[])[true, false]).All(kernel =>
        {
            var file = $"{path}/made-{kernel}";
            using var root = new RootedFolder(place, kernel);
            try
            {
                Write(root, file);
                return isThere && File.Exists(Path.Combine(place, model!, $"made-{kernel}"));
            }
            catch (IOException)
            {
                return !isThere;
            }
        });
    }

    private static void Write(RootedFolder root, string path)
    {
        using var file = root.MakeFile(path, Mode);
        file.WriteByte(1);
    }
}
