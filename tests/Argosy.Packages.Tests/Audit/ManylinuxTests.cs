using Argosy.Packages.Wheels.Audit;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Audit;

/// <summary>The widest tag that is true of a wheel (PEP 600).</summary>
public sealed class ManylinuxTests : IDisposable
{
    private readonly WheelMaker _maker = new();

    public void Dispose() => _maker.Dispose();

    [Theory]
    [InlineData("x64", "GLIBC_2.2.5", "manylinux_2_5_x86_64")]
    [InlineData("x64", "GLIBC_2.34", "manylinux_2_34_x86_64")]
    [InlineData("arm64", "GLIBC_2.17", "manylinux_2_17_aarch64")]
    [InlineData("ppc64le", "GLIBC_2.17", "manylinux_2_17_ppc64le")]
    [InlineData("s390x", "GLIBC_2.2", "manylinux_2_17_s390x")]
    [InlineData("arm64", "GLIBC_2.38", "manylinux_2_38_aarch64")]
    [InlineData("x64", "GLIBC_ABI_DT_RELR", "manylinux_2_36_x86_64")]
    [InlineData("x64", "GLIBC_PRIVATE", "linux_x86_64")]
    public Task The_newest_version_of_glibc_that_it_needs_gives_the_tag(
        string architecture, string version, string tag) =>
        TagAsync(architecture, tag, ("libc.so.6", version));

    [Theory]
    [InlineData("GLIBCXX_3.4.19", "manylinux_2_17_x86_64")]
    [InlineData("GLIBCXX_3.4.30", "manylinux_2_35_x86_64")]
    [InlineData("CXXABI_1.3.9", "manylinux_2_24_x86_64")]
    [InlineData("CXXABI_FLOAT128", "manylinux_2_24_x86_64")]
    [InlineData("GLIBCXX_LDBL_3.4.29", "manylinux_2_34_x86_64")]
    [InlineData("GLIBCXX_3.4.99", "linux_x86_64")]
    public Task So_do_those_of_other_libraries(string version, string tag) =>
        TagAsync("x64", tag, ("libstdc++.so.6", version), ("libc.so.6", "GLIBC_2.14"));

    [Fact]
    public async Task A_library_that_not_every_distribution_has_keeps_the_tag_of_one()
    {
        var report = await TagAsync("arm64", "linux_aarch64",
            ("libxml2.so.2", "LIBXML2_2.4.30"), ("libc.so.6", "GLIBC_2.17"));
        report.Beyond.ShouldBe(["m.so needs libxml2.so.2, which not every distribution has."]);
    }

    [Fact]
    public async Task A_library_that_comes_along_counts_as_its_own()
    {
        var inner = await _maker.LinkAsync("x64", [("libc.so.6", "GLIBC_2.28")], "", "-Wl,-soname,libown.so.1");
        var outer = await _maker.LinkAsync("x64", [("libown.so.1", "OWN_1")], "", "-Wl,-rpath,$ORIGIN/a.libs");
        var report = WheelAudit.Read(_maker.Write("a-1-cp311-cp311-linux_x86_64.whl",
            ("m.cpython-311-x86_64-linux-gnu.so", outer), ("a.libs/libown.so.1", inner)));
        report.Problems.ShouldBeEmpty();
        report.PlatformTag.ShouldBe("manylinux_2_28_x86_64");
    }

    [Fact]
    public void A_pure_wheel_is_for_any_machine() =>
        WheelAudit.Read(_maker.Write("a-1-py3-none-any.whl", ("a.py", "1\n"u8.ToArray()))).PlatformTag.ShouldBe("any");

    [Fact]
    public async Task The_retagged_wheel_differs_in_its_tags_alone_and_is_the_same_each_time()
    {
        var module = await _maker.LinkAsync("x64", [("libc.so.6", "GLIBC_2.14")]);
        var wheel = _maker.Write("a-1-cp311-cp311-linux_x86_64.whl", ("m.so", module), ("a, b.py", "1\n"u8.ToArray()));
        var report = WheelAudit.Read(wheel);
        var first = WheelRetagging.Write(wheel, report.PlatformTag, Path.Combine(_maker.Folder, "one"));
        var second = WheelRetagging.Write(wheel, report.PlatformTag, Path.Combine(_maker.Folder, "two"));
        Path.GetFileName(first).ShouldBe("a-1-cp311-cp311-manylinux_2_14_x86_64.whl");
        (await File.ReadAllBytesAsync(second)).ShouldBe(await File.ReadAllBytesAsync(first));
        var again = WheelAudit.Read(first);
        again.Problems.ShouldBeEmpty();
        again.PlatformTag.ShouldBe(again.Name.PlatformTag);
        (await PythonAsync("""
            import sys, zipfile
            a, b = (zipfile.ZipFile(f) for f in sys.argv[1:])
            assert not b.testzip()
            assert [(i.filename, i.date_time, i.external_attr, i.compress_type) for i in a.infolist()] == [(i.filename, i.date_time, i.external_attr, i.compress_type) for i in b.infolist()]
            print([n for n in a.namelist() if a.read(n) != b.read(n)], b.read('a-1.dist-info/WHEEL').split()[-2:])
            """, wheel, first)).ShouldBe(
            "['a-1.dist-info/RECORD', 'a-1.dist-info/WHEEL'] [b'Tag:', b'cp311-cp311-manylinux_2_14_x86_64']");
    }

    // pip's own rules, told which machine and glibc it is on.
    [Theory]
    [InlineData("arm64", 17, true)]
    [InlineData("ppc64le", 36, true)]
    [InlineData("x64", 16, false)]
    public async Task The_packaging_library_of_pip_takes_the_tag_where_glibc_is_new_enough(
        string architecture, int glibc, bool takes)
    {
        var report = await TagAsync(architecture, $"manylinux_2_17_{KernelOf(architecture)}",
            ("libc.so.6", "GLIBC_2.17"));
        (await PythonAsync("""
            import sys
            from pip._vendor.packaging import _manylinux
            _manylinux._get_glibc_version = lambda: (2, int(sys.argv[2]))
            print(sys.argv[1] in set(_manylinux.platform_tags('linux_' + sys.argv[3], sys.argv[3])))
            """, report.PlatformTag, $"{glibc}", KernelOf(architecture))).ShouldBe(takes ? "True" : "False");
    }

    private static string KernelOf(string architecture) =>
        Platforms.Architecture.TryFind(architecture)!.KernelName;

    private static async Task<string> PythonAsync(string script, params string[] arguments) =>
        (await new CommandRunner(_ => { }).RunAsync(
            new Command("/usr/bin/python3", ["-c", script, .. arguments]), default))
            .Output.Trim();

    private async Task<WheelReport> TagAsync(
        string architecture, string tag, params (string Library, string Version)[] needs)
    {
        var module = await _maker.LinkAsync(architecture, needs);
        var kernel = Platforms.Architecture.TryFind(architecture)!.WheelTag;
        var report = WheelAudit.Read(_maker.Write($"a-1-cp311-cp311-{kernel}.whl", ("m.so", module)));
        report.Problems.ShouldBeEmpty();
        report.PlatformTag.ShouldBe(tag);
        return report;
    }
}
