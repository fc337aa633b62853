using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Tests;

public sealed class WheelIndexTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_pages_are_what_PEP_503_says()
    {
        var wheel = WheelFile.Read(FakeWheel.Make(
            _folder, "Zope.Interface-5.5-cp311-cp311-linux_s390x.whl", ">=3.7, <4"));
        WheelIndex.Write(_folder.At("mirror"), [wheel]);

        File.ReadAllText(_folder.At("mirror/index.html")).ShouldContain(
            "<a href=\"zope-interface/\">zope-interface</a><br>\n");
        File.ReadAllText(_folder.At("mirror/zope-interface/index.html")).ShouldContain(
            "<a href=\"../z/zope-interface/Zope.Interface-5.5-cp311-cp311-linux_s390x.whl#sha256=" + wheel.Digest.Hex
            + "\" data-requires-python=\"&gt;=3.7, &lt;4\">Zope.Interface-5.5-cp311-cp311-linux_s390x.whl</a><br>\n");
        File.Exists(_folder.At("mirror/z/zope-interface/Zope.Interface-5.5-cp311-cp311-linux_s390x.whl"))
            .ShouldBeTrue();
    }

    [Fact]
    public void The_order_of_the_wheels_doesnt_matter()
    {
        string[] names = ["b-1", "a-2", "a-10", "q-1"];
        var wheels = names
            .Select(n => WheelFile.Read(FakeWheel.Make(_folder, $"{n}-cp311-cp311-linux_s390x.whl"))).ToList();
        WheelIndex.Write(_folder.At("one"), wheels);
        WheelIndex.Write(_folder.At("two"), wheels.AsEnumerable().Reverse());
        Contents("one").ShouldBe(Contents("two"));
    }

    [Fact]
    public void A_project_of_one_letter_has_its_page_in_its_letters_folder()
    {
        var wheel = WheelFile.Read(FakeWheel.Make(_folder, "q-1-cp311-cp311-linux_s390x.whl"));
        WheelIndex.Write(_folder.At("mirror"), [wheel]);
        File.ReadAllText(_folder.At("mirror/q/index.html")).ShouldContain("../q/q/q-1-");
        File.Exists(_folder.At("mirror/q/q/q-1-cp311-cp311-linux_s390x.whl")).ShouldBeTrue();
    }

    [Fact]
    public void Two_different_wheels_of_one_name_are_refused_and_the_old_mirror_stays()
    {
        var one = WheelFile.Read(FakeWheel.Make(_folder, "x/a-1-cp311-cp311-linux_s390x.whl"));
        var other = WheelFile.Read(FakeWheel.Make(_folder, "y/a-1-cp311-cp311-linux_s390x.whl", ">=3"));
        WheelIndex.Write(_folder.At("mirror"), [one]);
        var before = Contents("mirror");
        Should.Throw<ArgosyException>(() => WheelIndex.Write(_folder.At("mirror"), [one, other]))
            .Diagnostics[0].Id.ShouldBe("ARG0512");
        Contents("mirror").ShouldBe(before);
    }

    [Fact]
    public void A_file_that_is_no_zip_is_named() =>
        Should.Throw<ArgosyException>(() => WheelFile.Read(_folder.Write("a-1-py3-none-any.whl", "no zip")))
            .Message.ShouldStartWith("ARG0511 a-1-py3-none-any.whl:");

    [Fact]
    public async Task Pip_downloads_from_the_folder_and_checks_the_digest()
    {
        var wheel = WheelFile.Read(FakeWheel.Make(_folder, "a-1-py3-none-any.whl", ">=3.4"));
        WheelIndex.Write(_folder.At("mirror"), [wheel]);
        var got = await PipAsync();
        got.Succeeded.ShouldBeTrue(got.Tail());

        File.AppendAllText(_folder.At("mirror/a/a/a-1-py3-none-any.whl"), "altered");
        Directory.Delete(_folder.At("got"), recursive: true);
        (await PipAsync()).Error.ShouldContain("HASHES");
    }

    // The machine's pip in any version: it only reads the index.
    private Task<CommandResult> PipAsync() => Roots.Runner.TryRunAsync(new Command("python3", "-m", "pip", "download",
        "--isolated", "--no-deps", "--no-cache-dir", "--disable-pip-version-check", "--index-url",
        $"file://{_folder.At("mirror")}", "--dest", _folder.At("got"), "a==1"), default);

    private List<string> Contents(string folder) =>
    [
        .. Directory.GetFiles(_folder.At(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(_folder.At(folder), f)} {Artifacts.Digest.OfFile(f)}"),
    ];
}
