using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Elf;

namespace Argosy.Toolchains.Tests.Elf;

/// <summary>What an audit asks of a library, from the real linkers and compared with readelf.</summary>
public sealed class ElfAuditTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    public static TheoryData<string, string> Styles => new(
        from architecture in (string[])["x64", "arm64", "ppc64le", "s390x"]
        from style in (string[])["gnu", "sysv", "both"]
        select (architecture, style));

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Undefined_symbols_are_those_that_readelf_lists(string architecture, string style)
    {
        var path = await LinkAsync(architecture, "int far(void); int more(void); extern int there;\n"
            + "int near(void) { return far() + more() + there; }\n", $"-Wl,--hash-style={style}");
        var listed = await UndefinedAsync(path);
        Undefined(path).ShouldBe(listed, ignoreOrder: true);
        Undefined(path).ShouldBe(["far", "more", "there"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("gnu")]
    [InlineData("sysv")]
    public async Task A_library_that_defines_nothing_has_them_too(string style)
    {
        var path = await LinkAsync("x64", "int far(void); static int near(void) { return far(); }\n"
            + "static int (*const keep)(void) __attribute__((used)) = near;\n", $"-Wl,--hash-style={style}");
        Undefined(path).ShouldBe(["far"]);
    }

    [Fact]
    public async Task Run_paths_of_either_kind_are_read_in_their_order()
    {
        foreach (var kind in (string[])["--enable-new-dtags", "--disable-new-dtags"])
        {
            var path = await LinkAsync("arm64", "int a;\n", $"-Wl,{kind}", "-Wl,-rpath,$ORIGIN/../x.libs:/opt/lib");
            ElfFile.Read(path).RunPath.ShouldBe(["$ORIGIN/../x.libs", "/opt/lib"]);
        }

        ElfFile.Read(await LinkAsync("arm64", "int a;\n")).RunPath.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x64")]
    [InlineData("s390x")]
    public async Task An_executable_stack_and_text_relocations_are_seen(string architecture)
    {
        var plain = ElfFile.Read(await LinkAsync(architecture, "int a;\n"));
        (plain.HasExecutableStack, plain.HasTextRelocations).ShouldBe((false, false));
        ElfFile.Read(await LinkAsync(architecture, "int a;\n", "-Wl,-z,execstack")).HasExecutableStack.ShouldBeTrue();
        ElfFile.Read(await LinkAsync(architecture, "int far(void);\nasm(\".text\\n.8byte far\\n\");\n",
            "-Wl,-z,notext"))
            .HasTextRelocations.ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_with_a_huge_count_is_refused_and_costs_nothing()
    {
        var path = await LinkAsync(
            "x64", "int far(void); int near(void) { return far(); }\n", "-Wl,--hash-style=sysv");
        var bytes = await File.ReadAllBytesAsync(path);
        // Each number of the file is changed to the largest one, also the hash table's number of symbols.
        for (var at = 0; at + 8 <= bytes.Length; at += 4)
        {
            var changed = (byte[])bytes.Clone();
            changed.AsSpan(at, 8).Fill(0xff);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ElfFile.ReadUndefinedSymbols(new MemoryStream(changed), "hostile");
            }
            catch (ArgosyException e)
            {
                e.Diagnostics[0].Id.ShouldBe("ARG0320");
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_000_000);
        }
    }

    private static IReadOnlyList<string> Undefined(string path)
    {
        using var stream = File.OpenRead(path);
        return ElfFile.ReadUndefinedSymbols(stream, path);
    }

    private static async Task<IReadOnlyList<string>> UndefinedAsync(string path) => [.. Regex.Matches(
        (await new CommandRunner(_ => { }).RunAsync(new Command("readelf", "--wide", "--dyn-syms", path), default))
            .Output, @" UND (\S+)").Select(m => m.Groups[1].Value)];

    private async Task<string> LinkAsync(string architecture, string source, params string[] flags)
    {
        var (code, library) = (_scratch.Write("a.c", source), _scratch["a.so"]);
        await new CommandRunner(_ => { }).RunAsync(new Command($"{Architecture.TryFind(architecture)!.GnuTriplet}-gcc",
            ["-nostdlib", "-ffreestanding", "-shared", "-fPIC", .. flags, code, "-o", library]), default);
        return library;
    }
}
