using Argosy.Packages.Debian.Shlibs;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Elf;
using FsCheck.Fluent;

namespace Argosy.Packages.Tests.Debian;

/// <summary>Names, versions and dependencies of libraries, beside dpkg's own answers.</summary>
public sealed class ShlibsTests(Roots roots) : IDisposable
{
    private const string Program = """
        #include <expat.h>
        #include <math.h>
        #include <pthread.h>
        #include <stdio.h>
        #include <zlib.h>
        static void *run(void *a) { return a; }
        int main(int n, char **a) {
          pthread_t t;
          pthread_create(&t, 0, run, a);
          printf("%s %f %p\n", zlibVersion(), pow(n, 0.5), (void *)XML_ParserCreate(0));
          return pthread_join(t, 0);
        }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("libz.so.1", "libz1", "libz-dev")]
    [InlineData("libargosy_rdma.so.0", "libargosy-rdma0", "libargosy-rdma-dev")]
    [InlineData("libgtk-3.so.0", "libgtk-3-0", "libgtk-3-dev")]
    [InlineData("libbfd-2.40.so", "libbfd-2.40", "libbfd-dev")]
    [InlineData("libQt6Core.so.6", "libqt6core6", "libqt6core-dev")]
    [InlineData("libplain.so", "libplain", "libplain-dev")]
    public void Packages_are_named_by_the_soname(string soname, string runtime, string development)
    {
        SoName.RuntimePackage(soname).ShouldBe(runtime);
        SoName.DevelopmentPackage(soname).ShouldBe(development);
    }

    [Fact]
    public async Task Versions_have_dpkgs_order()
    {
        var texts = Gen.Elements("1", "12", "0", "a", "b", "~", "+", ".", "-", "rc").ListOf()
            .Select(p => $"1{string.Concat(p)}").Select(v => v.TrimEnd('-'))
            .Sample(60);
        foreach (var (a, b) in texts.Zip(texts.Skip(1)))
        {
            var less = await Roots.Runner.TryRunAsync(new Command("dpkg", "--compare-versions", a, "lt", b), default);
            (DebianVersion.Order.Compare(a, b) < 0).ShouldBe(less.ExitCode == 0, $"{a} < {b}");
        }

        DebianVersion.Order.Compare("1:0.1", "2").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_symbol_of_an_alternative_template_needs_that()
    {
        var library = SymbolsFile.Parse(
            "liba.so.1 liba1 #MINVER#\n| liba1 (>> 2.0), liba1 (<< 2.1)\n* Build-Depends-Package: liba-dev\n"
            + " old@Base 1.0\n private@PRIVATE 0 1\n#MISSING: 1.5# gone@Base 1.1\n").Find("liba.so.1")!;
        library.Smallest.ShouldBe("0");
        library.Find("old@Base").ShouldBe(("1.0", "liba1 #MINVER#"));
        library.Find("private@PRIVATE").ShouldBe(("0", "liba1 (>> 2.0), liba1 (<< 2.1)"));
        library.Find("gone@Base").ShouldBeNull();
        SymbolsFile.Filled("liba1 #MINVER#", "1.0").ShouldBe("liba1 (>= 1.0)");
        SymbolsFile.Filled("liba1 #MINVER#", "0").ShouldBe("liba1");
    }

    [Fact]
    public async Task Symbols_are_those_that_readelf_shows()
    {
        var item = await new DemoItem(_folder, "s390x", "a").WriteAsync();
        var symbols = ElfSymbols.Read($"{item.Installed}/bin/demo");
        symbols.Undefined.Select(s => s.Versioned).Order().ShouldBe(["demo@Base", "newer@GLIBC_2.36"]);
        symbols.HasDebugInfo.ShouldBeTrue();
        ElfSymbols.Read($"{item.Installed}/lib/libdemo.so.0.1").Defined.Select(s => s.Name).ShouldContain("demo");
        var libc = ElfSymbols.Read(_folder.At("a/libc.so")).Defined.Select(s => s.Versioned).ToList();
        libc.ShouldContain("clock_gettime@GLIBC_2.17");
        libc.ShouldContain("newer@GLIBC_2.36");
    }

    [Theory]
    [InlineData("debian-12", "arm64")]
    [InlineData("debian-13", "x64")]
    [Trait("Category", "Slow")]
    public async Task Dependencies_are_those_that_dpkg_shlibdeps_computes(string distribution, string architecture)
    {
        var platform = new Platform(
            Distribution.Parse(distribution, new("test")), Architecture.Parse(architecture, new("test")));
        var sysroot = Path.GetFullPath(await roots.SysrootAsync(platform));
        var triplet = platform.Architecture.GnuTriplet;
        var source = _folder.Write("main.c", Program);
        var program = _folder.At("main");
        await Roots.Runner.RunAsync(new Command($"{triplet}-gcc", $"--sysroot={sysroot}", "-o", program, source,
            "-Wl,--no-as-needed", "-lexpat", "-lz", "-lm"), default);

        var found = new LibraryDependencies(new(sysroot, platform.Architecture));
        found.Add(ElfFile.Read(program).Needed, ElfSymbols.Read(program)).ShouldBeEmpty();

        var theirs = (await ShlibdepsAsync(platform, sysroot, program)).Split(", ").Order(StringComparer.Ordinal);
        found.Relations().ShouldBe(theirs);
        found.Relations().Count.ShouldBe(3);
    }

    // dpkg's database names paths of the root; here it gets one that names them on this machine.
    private async Task<string> ShlibdepsAsync(Platform platform, string sysroot, string program)
    {
        var triplet = platform.Architecture.GnuTriplet;
        foreach (var file in Directory.EnumerateFiles($"{sysroot}/var/lib/dpkg", "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            _folder.Write(Path.Combine("admin", Path.GetRelativePath($"{sysroot}/var/lib/dpkg", file)),
                file.EndsWith(".list", StringComparison.Ordinal)
                    ? string.Concat(File.ReadLines(file).Select(l => $"{sysroot}{l}\n"))
                    : text);
        }

        Directory.CreateDirectory(_folder.At("admin/updates"));
        _folder.Write("admin/arch",
            $"{Roots.Runner.Host.Architecture.DebianName}\n{platform.Architecture.DebianName}\n");
        _folder.Write("debian/control",
            "Source: a\nMaintainer: a <a@example.org>\n\nPackage: a\nArchitecture: any\nDescription: a\n");
        var computed = await Roots.Runner.RunAsync(new Command("dpkg-architecture",
            "-a", platform.Architecture.DebianName, "-c", "dpkg-shlibdeps", "-O", $"--admindir={_folder.At("admin")}",
            $"-l{sysroot}/lib/{triplet}", $"-l{sysroot}/usr/lib/{triplet}", "-e", program)
        {
            Folder = _folder.Path,
        }, default);
        return computed.Output.Trim()["shlibs:Depends=".Length..];
    }
}
