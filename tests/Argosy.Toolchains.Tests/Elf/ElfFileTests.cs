using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Elf;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Toolchains.Tests.Elf;

public sealed class ElfFileTests(CrossBuilt built) : IClassFixture<CrossBuilt>
{
    public static TheoryData<string> Architectures => ["x64", "arm64", "ppc64le", "s390x"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task What_is_read_of_a_library_is_what_readelf_reads(string name)
    {
        var path = built.Library(name);
        var file = ElfFile.Read(path);
        var said = (await new CommandRunner(_ => { })
            .RunAsync(new Command("readelf", "--wide", "-h", "-d", "-n", "-V", path), default)).Output;
        file.Architecture!.Name.ShouldBe(name);
        file.Kind.ShouldBe(ElfKind.Shared);
        file.SoName.ShouldBe(All(said, @"\(SONAME\).*\[(.*)\]").ShouldHaveSingleItem());
        file.Needed.ShouldBe(All(said, @"\(NEEDED\).*\[(.*)\]"));
        file.Needed.ShouldNotBeEmpty();
        file.BuildId.ShouldBe(All(said, @"Build ID: (\S+)").ShouldHaveSingleItem());
        (file.ByteOrder == ByteOrder.Big).ShouldBe(said.Contains("big endian", StringComparison.Ordinal));
        var (definitions, needs) =
            (Section(said, "Version definition section"), Section(said, "Version needs section"));
        file.NeededVersions.Select(v => v.Version).ShouldBe(All(needs, @"  Name: (\S+)  Flags"));
        file.NeededVersions.ShouldNotBeEmpty();
        file.DefinedVersions.ShouldBe(All(definitions, @"Flags: none .* Name: (\S+)"));
        file.DefinedVersions.ShouldBe(["ARGOSY_1", "ARGOSY_2"]);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void A_program_names_the_loader_of_its_architecture(string name) =>
        ElfFile.Read(built.Program(name)).Interpreter.ShouldBe(Architecture.TryFind(name)!.DynamicLoader);

    [Fact]
    public void A_file_that_is_no_elf_file_is_null_or_an_error()
    {
        using var scratch = new TestFolder();
        var path = scratch.Write("script", "#!/bin/sh\n");
        ElfFile.TryRead(path).ShouldBeNull();
        Should.Throw<ArgosyException>(() => ElfFile.Read(path)).Message.ShouldStartWith($"ARG0320 {path}: ");
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void A_file_that_breaks_off_anywhere_is_read_or_refused(string name)
    {
        var whole = File.ReadAllBytes(built.Library(name));
        for (var length = 0; length < whole.Length; length += 97) ReadOrRefuse(whole[..length]);
    }

    [Fact]
    public void Changed_bytes_are_read_or_refused()
    {
        var whole = ((string[])["x64", "arm64", "ppc64le", "s390x"])
            .Select(a => File.ReadAllBytes(built.Library(a))).ToArray();
        var changes = Gen.Choose(0, 4095).Zip(Gen.Choose(0, 255)).ListOf().ToArbitrary();
        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), changes, (which, list) =>
        {
            var bytes = (byte[])whole[which].Clone();
            foreach (var (at, value) in list) bytes[at % bytes.Length] = (byte)value;
            ReadOrRefuse(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    // A hostile file must not cause any other exception, or use more memory than the file's size.
    private static void ReadOrRefuse(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ElfFile.Read(new MemoryStream(bytes), "hostile");
            ElfFile.ReadUndefinedSymbols(new MemoryStream(bytes), "hostile");
        }
        catch (ArgosyException e)
        {
            e.Message.ShouldStartWith("ARG0320 hostile: ");
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000_000);
    }

    private static List<string> All(string text, string pattern) =>
        [.. Regex.Matches(text, pattern).Select(m => m.Groups[1].Value)];

    private static string Section(string text, string title)
    {
        var from = text.IndexOf(title, StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, title);
        var to = text.IndexOf("\n\n", from, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }
}
