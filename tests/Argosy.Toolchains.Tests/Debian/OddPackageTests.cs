using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Debian.Roots;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Toolchains.Tests.Debian;

/// <summary>Valid but unusual packages, which Debian doesn't have: each unpacks as with tar and dpkg, or is rejected by
/// name, and never changes anything outside of its root.</summary>
public sealed class OddPackageTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    private string Root => _scratch["root"];

    private string Outside => _scratch["outside"];

    public OddPackageTests() => Directory.CreateDirectory(Outside);

    public void Dispose() => Leftovers.TryRemove(_scratch.Path);

    public static TheoryData<string> Hostile => [.. s_hostile.Keys];

    private static readonly Dictionary<string, (string Id, Func<string, OddPackage> Make)> s_hostile = new()
    {
        ["a path that climbs"] = ("ARG0312", outside => new OddPackage().File($"./../../../../../..{outside}/x")),
        ["a hard link that climbs"] = ("ARG0312", _ => new OddPackage().HardLink("./h", "../../../etc/passwd")),
        ["a pipe"] = ("ARG0312", _ => new OddPackage().Pipe("./usr/p")),
        ["a hard link to nothing"] = ("ARG0328", _ => new OddPackage().HardLink("./h", "./nothing")),
        ["a hard link to what comes later"] = ("ARG0328", _ => new OddPackage().HardLink("./h", "./f").File("./f")),
        ["a hard link to itself"] = ("ARG0328", _ => new OddPackage().HardLink("./h", "./h")),
        ["a hard link to a folder"] = ("ARG0328", _ => new OddPackage().Folder("./d/").HardLink("./h", "./d")),
        ["a hard link to a place outside"] = ("ARG0328", outside =>
            new OddPackage().Link("./x", outside).HardLink("./h", "./x/secret")),
        ["a file in a file"] = ("ARG0328", _ => new OddPackage().File("./f").File("./f/x")),
        ["a link in a file"] = ("ARG0328", _ => new OddPackage().File("./f").Link("./f/d/x", "y")),
        ["a folder in a file"] = ("ARG0328", _ => new OddPackage().File("./f").Folder("./f/d/")),
        ["a file in a link to a file"] = ("ARG0328", _ => new OddPackage().File("./f").Link("./l", "f").File("./l/x")),
        ["a file and then a folder"] = ("ARG0328", _ => new OddPackage().File("./f").Folder("./f/")),
        ["a folder and then a file"] = ("ARG0328", _ => new OddPackage().Folder("./d/").File("./d")),
        ["a file in place of /usr"] = ("ARG0328", _ => new OddPackage().File("./usr")),
        ["a file in place of /bin"] = ("ARG0328", _ => new OddPackage().File("./lib64").File("./lib64/x")),
        ["a folder that is a link to a file"] = ("ARG0328", _ =>
            new OddPackage().File("./f").Link("./l", "f").Folder("./l/")),
        ["a file below links in a circle"] = ("ARG0328", _ =>
            new OddPackage().Link("./a", "b").Link("./b", "a").File("./a/x")),
        ["a folder at links in a circle"] = ("ARG0328", _ =>
            new OddPackage().Link("./a", "b").Link("./b", "a").Folder("./a/")),
        ["a file below a chain of 65 links"] = ("ARG0328", outside => Chain(65, outside).File("./l0/x")),
        ["a file below a chain of 41 links"] = ("ARG0328", outside => Chain(41, outside).File("./l0/x")),
        ["a name that no file system holds"] = ("ARG0330", _ => new OddPackage().File($"./{new string('n', 300)}")),
        ["a link whose text no file system holds"] = ("ARG0330", _ =>
            new OddPackage().Link("./l", string.Join('/', Enumerable.Repeat(new string('n', 200), 30)))),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_no_root_can_hold_is_refused_by_name(string name)
    {
        var (id, make) = s_hostile[name];
        Should.Throw<ArgosyException>(() => OddPackage.Unpack(Root, make(Outside))).Diagnostics[0].Id.ShouldBe(id);
        // A tar has no limits of a file system; it rejects everything else as well.
        if (id != "ARG0330")
            Should.Throw<ArgosyException>(() => OddPackage.Pack(make(Outside))).Diagnostics[0].Id.ShouldBe(id);
        Directory.EnumerateFileSystemEntries(Outside).ShouldBeEmpty();
    }

    public static TheoryData<string> Inside => [.. s_inside.Keys];

    // The target of a file that a link would move out of the root: below the root, as in a chroot.
    private static readonly Dictionary<string, Func<string, OddPackage>> s_inside = new()
    {
        ["an absolute link"] = outside => new OddPackage().Link("./x", outside).File("./x/f"),
        ["a relative link"] = outside => new OddPackage().Link("./x", $"../../../../../../..{outside}").File("./x/f"),
        ["a chain of 40 links"] = outside => Chain(40, outside).File("./l0/f"),
        ["a link after what lies in it"] = outside =>
            new OddPackage().Link("./x", $"{outside}/y").File("./x/f").Link($".{outside}/y", outside),
        ["a folder that is such a link"] = outside =>
            new OddPackage().Link("./x", outside).Folder("./x/").File("./x/f"),
        ["a link through another"] = outside =>
            new OddPackage().Folder("./d/").Link("./d/up", "..")
                .Link("./x", $"d/up/../../../../..{outside}").File("./x/f"),
    };

    [Theory]
    [MemberData(nameof(Inside))]
    public void What_a_link_would_take_outside_stays_inside(string name)
    {
        OddPackage.Unpack(Root, s_inside[name](Outside));
        Directory.EnumerateFileSystemEntries(Outside).ShouldBeEmpty();
        All(Root).Where(e => Path.GetFileName(e) == "f").ShouldHaveSingleItem();
        // A reader with the root at another path than / doesn't leave it either.
        Links(Root).Where(l => !RealPath(l).StartsWith(Root, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Orders_that_tar_and_dpkg_take_are_taken()
    {
        var package = new OddPackage()
            .File("./d/early", "before its folder").Folder("./d/", 0b111_000_000)
            .File("./twice", "first").File("./twice", "second")
            .Link("./kind", "d").File("./kind", "a file now")
            .File("./kind2").Link("./kind2", "twice")
            .Link("./l", "d").HardLink("./other-name-of-l", "./l")
            .File("./h1", "h").HardLink("./h2", "./h1").File("./h1", "new")
            .Folder("./kept/").Link("./kept", "d").File("./kept/f")
            .Link("./dangling", "made-later").Folder("./dangling/").File("./dangling/f")
            .File("./usr/a\nb");
        OddPackage.Unpack(Root, package);
        File.GetUnixFileMode(_scratch["root", "d"]).ShouldBe((UnixFileMode)0b111_000_000);
        Text("d/early").ShouldBe("before its folder");
        Text("twice").ShouldBe("second");
        Text("kind").ShouldBe("a file now");
        Text("kind2").ShouldBe("second");
        Target("other-name-of-l").ShouldBe("d");
        (Text("h1"), Text("h2")).ShouldBe(("new", "h"));
        Target("kept").ShouldBeNull();
        File.Exists(_scratch["root", "kept", "f"]).ShouldBeTrue();
        File.Exists(_scratch["root", "made-later", "f"]).ShouldBeTrue();
        File.Exists(_scratch["root", "usr", "a\nb"]).ShouldBeTrue();
    }

    [Fact]
    public void Of_two_packages_the_first_has_a_path_that_both_ship()
    {
        OddPackage.Unpack(Root, new OddPackage().File("./f", "a"), new OddPackage().File("./f", "b").File("./g", "b"));
        (Text("f"), Text("g")).ShouldBe(("a", "b"));
    }

    [Fact]
    public void A_folder_that_a_second_package_ships_keeps_what_the_first_made_of_it()
    {
        var entries = OddPackage.Pack(new OddPackage().Folder("./d/", 0b111_000_000), new OddPackage().Folder("./d/"));
        entries.Where(e => e.Name == "d/").ShouldHaveSingleItem().Mode.ShouldBe((UnixFileMode)0b111_000_000);
    }

    [Fact]
    public void A_damaged_archive_is_an_error_with_the_packages_name()
    {
        var bytes = new OddPackage().File("./f").Open().ToArray();
        "not octal"u8.CopyTo(bytes.AsSpan(124));
        using var sink = new TarSink(new MemoryStream());
        var assembly = new RootAssembly(Architecture.TryFind("arm64")!, sink);
        var error = Should.Throw<ArgosyException>(() => assembly.AddFiles(new("/debs/a.deb"), new MemoryStream(bytes)));
        error.Diagnostics[0].Id.ShouldBe("ARG0329");
        error.Diagnostics[0].Place.ToString().ShouldBe("a.deb");
    }

    [Fact]
    public void Whatever_a_package_holds_it_unpacks_into_its_root_or_is_refused() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), IsSafe).QuickCheckThrowOnFailure();

    private bool IsSafe(int seed)
    {
        var random = new Random(seed);
        var root = _scratch[$"random-{Guid.NewGuid():N}"];
        bool unpacks, packs;
        try
        {
            OddPackage.Unpack(root, Any(random));
            unpacks = true;
        }
        catch (ArgosyException)
        {
            unpacks = false;
        }

        try
        {
            OddPackage.Pack(Any(new(seed)));
            packs = true;
        }
        catch (ArgosyException)
        {
            packs = false;
        }

        // Both outputs accept the same entries, and every link stays inside.
        return unpacks == packs && !Directory.EnumerateFileSystemEntries(Outside).Any()
            && (!unpacks || Links(root).All(l => RealPath(l).StartsWith(root, StringComparison.Ordinal)));
    }

    // Few names, so that they collide; every kind, in any order.
    private OddPackage Any(Random random)
    {
        string[] targets =
            [Outside, $"../../../..{Outside}", "..", "../..", "/", ".", "a", "b", "c/a", "../b", "/a/b", "c/../../b"];
        var package = new OddPackage();
        for (var left = random.Next(1, 12); left > 0; left--)
        {
            var name = "./" + string.Join(
                '/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => "abc"[random.Next(3)]));
            switch (random.Next(5))
            {
                case 0: package.Folder($"{name}/"); break;
                case 1 or 2: package.Link(name, targets[random.Next(targets.Length)]); break;
                case 3: package.HardLink(name, $"./{"abc"[random.Next(3)]}"); break;
                default: package.File(name); break;
            }
        }

        return package;
    }

    private static OddPackage Chain(int links, string end)
    {
        var package = new OddPackage();
        for (var n = 0; n < links - 1; n++) package.Link($"./l{n}", $"l{n + 1}");
        return package.Link($"./l{links - 1}", $"../../../..{end}");
    }

    // .NET's own walk follows links, and links can form cycles.
    private static IEnumerable<string> All(string folder) => FolderListing.Read(folder).SelectMany(e =>
        e.Kind == FileKind.Folder ? All($"{folder}/{e.Name}").Prepend($"{folder}/{e.Name}") : [$"{folder}/{e.Name}"]);

    private static IEnumerable<string> Links(string folder) =>
        All(folder).Where(e => new FileInfo(e).LinkTarget is not null);

    private string Text(string path) => File.ReadAllText(_scratch["root", path]);

    private string? Target(string path) => new FileInfo(_scratch["root", path]).LinkTarget;

    // The result of the kernel's resolution, step by step, for existing and missing paths.
    private static string RealPath(string path)
    {
        var links = 0;
        var pending = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var done = new List<string>();
        while (pending.TryPop(out var part))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                if (done.Count > 0) done.RemoveAt(done.Count - 1);
                continue;
            }

            done.Add(part);
            var here = "/" + string.Join('/', done);
            if (new FileInfo(here).LinkTarget is not { } target) continue;
            // A cycle of links has no target.
            if (++links > 80) return path;
            if (target.StartsWith('/')) done.Clear();
            else done.RemoveAt(done.Count - 1);
            foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) pending.Push(step);
        }

        return "/" + string.Join('/', done);
    }
}
