using System.IO.Compression;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Audit;
using Argosy.Platforms.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Packages.Tests.Audit;

public sealed class WheelAuditTests : IDisposable
{
    private const string Native = "a-1-cp311-cp311-linux_x86_64.whl";
    private static readonly (string, string)[] s_glibc = [("libc.so.6", "GLIBC_2.14")];

    private readonly WheelMaker _maker = new();

    public void Dispose() => _maker.Dispose();

    [Theory]
    [InlineData("x64")]
    [InlineData("arm64")]
    [InlineData("ppc64le")]
    [InlineData("s390x")]
    public async Task A_sound_wheel_of_any_architecture_has_no_problem(string architecture)
    {
        var own = Platforms.Architecture.TryFind(architecture)!;
        var report = WheelAudit.Read(_maker.Write($"a-1-cp311-cp311-{own.WheelTag}.whl",
            ("a/__init__.py", []), ("a/m.so", await _maker.LinkAsync(architecture, [("libc.so.6", "GLIBC_2.17")]))));
        report.Problems.ShouldBeEmpty();
        report.Architecture.ShouldBe(own);
        report.Objects.ShouldHaveSingleItem().Outside.ShouldBe(["libc.so.6"]);
        report.RequiresDist.ShouldBe(["b (>=1)"]);
        report.Modules.ShouldBe(["a", "a.m"]);
    }

    [Fact]
    public async Task What_no_machine_should_load_is_named()
    {
        var module = await _maker.LinkAsync("x64", s_glibc, "asm(\".text\\n.8byte f_0\\n\");",
            "-Wl,-rpath,/opt/x:$ORIGIN/../..:$ORIGIN/../a.libs", "-Wl,-z,execstack", "-Wl,-z,notext");
        Problems(Native, ("a/m.so", module)).ShouldBe(
        [
            "a/m.so searches for libraries in /opt/x, which is outside of the wheel.",
            "a/m.so searches for libraries in $ORIGIN/../.., which is outside of the wheel.",
            "a/m.so asks for an executable stack, which glibc 2.41 and later refuse.",
            "a/m.so has text relocations: it was compiled without -fPIC.",
        ]);
    }

    [Fact]
    public async Task A_pure_wheel_with_machine_code_is_named() =>
        Problems("a-1-py3-none-any.whl", ("a/data.bin", await _maker.LinkAsync("arm64", s_glibc))).ShouldBe(
        [
            "Its tag is for any machine, but a/data.bin is machine code.",
            "It says that it is pure (Root-Is-Purelib), but a/data.bin is machine code.",
        ]);

    [Fact]
    public async Task A_tag_of_another_machine_is_named() =>
        Problems("a-1-cp311-cp311-linux_s390x.whl", ("m.so", await _maker.LinkAsync("arm64", s_glibc)))
            .ShouldBe(["Its tag is linux_s390x, but its ELF files are for arm64."]);

    [Fact]
    public async Task Files_of_several_machines_are_named() => Problems(Native,
        ("m.so", await _maker.LinkAsync("arm64", s_glibc)), ("n.so", await _maker.LinkAsync("x64", s_glibc)))
        .ShouldHaveSingleItem().ShouldContain("of several machines");

    [Fact]
    public async Task A_wheel_whose_tags_name_and_metadata_differ_is_named()
    {
        var module = await _maker.LinkAsync("x64", s_glibc);
        Problems(Native, ("m.so", module),
            ("WHEEL", "Wheel-Version: 1.0\nTag: cp311-cp311-linux_aarch64\n"u8.ToArray()),
            ("METADATA", "Name: b\nVersion: 2\n"u8.ToArray())).ShouldBe(
        [
            "Its METADATA names another project than its file name.",
            "Its METADATA names another version than its file name.",
            "Its WHEEL has the tags cp311-cp311-linux_aarch64, where its name has cp311-cp311-linux_x86_64.",
        ]);
    }

    [Fact]
    public async Task Compressed_tag_sets_are_those_of_their_parts()
    {
        var module = await _maker.LinkAsync("x64", s_glibc);
        Problems("a-1-cp38.cp39-abi3-linux_x86_64.whl", ("m.abi3.so", module),
            ("WHEEL", "Tag: cp39-abi3-linux_x86_64\nTag: cp38-abi3-linux_x86_64\n"u8.ToArray())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cp38", "PyAIter_Check", "PyAIter_Check (of 3.10)")]
    [InlineData("cp310", "PyAIter_Check", null)]
    [InlineData("cp311", "_PyUnicode_Ready", "_PyUnicode_Ready")]
    [InlineData("cp37", "PyList_New", null)]
    public async Task A_claim_of_the_stable_ABI_is_checked(string python, string symbol, string? named)
    {
        var module = await _maker.LinkAsync("x64", s_glibc,
            $"int {symbol}(void); int g(void) {{ return {symbol}(); }}");
        var problems = Problems($"a-1-{python}-abi3-linux_x86_64.whl", ("m.abi3.so", module));
        if (named is null) problems.ShouldBeEmpty();
        else problems.ShouldHaveSingleItem().ShouldContain(named);
    }

    [Fact]
    public async Task A_file_that_RECORD_does_not_have_as_it_is_is_named()
    {
        var wheel = _maker.Write(Native, ("m.so", await _maker.LinkAsync("x64", s_glibc)), ("a.py", "1\n"u8.ToArray()));
        var entries = Entries(wheel);
        entries["a.py"] = "2\n"u8.ToArray();
        entries["b.py"] = [];
        WheelAudit.Read(_maker.Zip(Native, entries.Select(e => (e.Key, e.Value)))).Problems.ShouldBe(
        [
            "Its RECORD has another digest or size for a.py.", "Its RECORD doesn't list b.py.",
        ], ignoreOrder: true);
        entries.Remove("a.py");
        entries.Remove("b.py");
        WheelAudit.Read(_maker.Zip(Native, entries.Select(e => (e.Key, e.Value)))).Problems
            .ShouldBe(["Its RECORD lists a.py, which isn't in it."]);
    }

    [Theory]
    [InlineData("../a.py", "isn't a path in a folder")]
    [InlineData("/a.py", "isn't a path in a folder")]
    [InlineData("a\\..\\b.py", "isn't a path in a folder")]
    [InlineData("m.py", "is in it twice")]
    [InlineData("m.py/x", "is in a file")]
    [InlineData("b-2.dist-info/METADATA", "several .dist-info folders")]
    public void An_entry_that_no_wheel_has_is_an_error(string entry, string cause)
    {
        var entries = Entries(_maker.Write("a-1-py3-none-any.whl", ("m.py", [])));
        var diagnostic = Should.Throw<ArgosyException>(() => WheelAudit.Read(_maker.Zip("a-1-py3-none-any.whl",
            entries.Select(e => (e.Key, e.Value)).Append((entry, "x"u8.ToArray()))))).Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0571");
        diagnostic.Cause.ShouldContain(cause);
    }

    [Fact]
    public async Task A_damaged_wheel_gives_a_verdict_or_an_error_and_nothing_else()
    {
        var whole = await File.ReadAllBytesAsync(_maker.Write(Native,
            ("a/__init__.py", "import m\n"u8.ToArray()), ("a/m.so", await _maker.LinkAsync("x64", s_glibc))));
        var changes = Gen.Choose(0, whole.Length - 1).Zip(Gen.Choose(0, 255)).NonEmptyListOf().ToArbitrary();
        var folder = Directory.CreateDirectory(Path.Combine(_maker.Folder, "damaged")).FullName;
        Prop.ForAll(changes, Gen.Choose(0, 20).ToArbitrary(), (list, cut) =>
        {
            var bytes = (byte[])whole.Clone();
            foreach (var (at, value) in list.Take(8)) bytes[at] = (byte)value;
            if (cut == 0) bytes = bytes[..(list[0].Item1)];
            File.WriteAllBytes(Path.Combine(folder, Native), bytes);
            ReadOrRefuse(Path.Combine(folder, Native));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData(69_999u, null)]
    [InlineData(0xFFFFFFF0u, "unpacks to more than 4 GiB")]
    public void A_size_that_the_archive_gets_wrong_is_noticed_before_it_costs(uint size, string? cause)
    {
        var path = _maker.Write("a-1-py3-none-any.whl", ("m.py", new byte[70_000]), ("n.py", new byte[70_000]));
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at + 4 <= bytes.Length; at++)
        {
            if (BitConverter.ToUInt32(bytes, at) == 70_000) BitConverter.TryWriteBytes(bytes.AsSpan(at, 4), size);
        }

        File.WriteAllBytes(path, bytes);
        if (cause is not null)
            Should.Throw<ArgosyException>(() => WheelAudit.Read(path)).Diagnostics[0].Cause.ShouldContain(cause);
        else
            WheelAudit.Read(path).Problems.ShouldContain("Its RECORD has another digest or size for m.py.");
    }

    [Fact]
    public async Task Each_architecture_takes_its_own_machine_and_no_other()
    {
        foreach (var own in Platforms.Architecture.All.Where(a => a.Name != "riscv64"))
        {
            foreach (var other in Platforms.Architecture.All.Where(a => a.Name != "riscv64"))
            {
                var module = await _maker.LinkAsync(other.Name, []);
                var wheel = WheelFile.Read(_maker.Write($"a-1-cp311-cp311-{own.WheelTag}.whl", ("a/m.so", module)));
                var accept = () => WheelAcceptance.Accept(wheel, Roots.PlatformOf(own.Name), _maker.Folder);
                if (own != other) Should.Throw<ArgosyException>(accept).Diagnostics[0].Id.ShouldBe("ARG0572");
                else accept().Name.PlatformTag.ShouldStartWith("manylinux_2_");
            }
        }
    }

    [Theory]
    [InlineData("a-1-cp312-cp312-linux_aarch64.whl", "ARG0509")]
    [InlineData("a-1-py3-none-any.whl", "ARG0509")]
    [InlineData("a-1-cp311-cp311-linux_aarch64.whl", "ARG0510")]
    [InlineData("a-1-cp311-cp311-manylinux_2_36_aarch64.whl", "ARG0509")]
    public void A_wheel_that_is_not_the_platforms_is_refused(string file, string id)
    {
        var wheel = WheelFile.Read(_maker.Write(file, ("a.py", [])));
        Should.Throw<ArgosyException>(() =>
            WheelAcceptance.Accept(wheel, Roots.PlatformOf("arm64"), _maker.Folder)).Diagnostics[0].Id.ShouldBe(id);
    }

    [Theory]
    [InlineData("cp311-cp311-linux_aarch64", true)]
    [InlineData("cp37-abi3-linux_aarch64", true)]
    [InlineData("cp312-abi3-linux_aarch64", false)]
    [InlineData("cp311-cp311-linux_x86_64", false)]
    [InlineData("cp312-cp312-linux_aarch64", false)]
    [InlineData("py2.py3-none-any", true)]
    [InlineData("cp311-none-manylinux2014_aarch64", true)]
    [InlineData("cp311-cp311-manylinux_2_36_aarch64", true)]
    [InlineData("cp311-cp311-manylinux_2_37_aarch64", false)]
    [InlineData("cp311-cp311-manylinux_2_37_aarch64.manylinux_2_17_aarch64", true)]
    public void A_tag_fits_a_platform_if_its_pip_takes_it(string tag, bool fits)
    {
        var name = WheelName.TryParse($"a-1-{tag}.whl")!;
        (WheelFit.TagProblem(name, Roots.PlatformOf("arm64"), 36) is null).ShouldBe(fits);
    }

    private static void ReadOrRefuse(string path)
    {
        try
        {
            WheelAudit.Read(path).Name.Project.ShouldBe("a");
        }
        catch (ArgosyException e)
        {
            e.Diagnostics[0].Id.ShouldBeOneOf("ARG0571", "ARG0320");
        }
    }

    private static SortedDictionary<string, byte[]> Entries(string wheel)
    {
        using var zip = ZipFile.OpenRead(wheel);
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(content);
            entries.Add(entry.FullName, content.ToArray());
        }

        return entries;
    }

    private IReadOnlyList<string> Problems(string file, params (string, byte[])[] files) =>
        WheelAudit.Read(_maker.Write(file, files)).Problems;
}
