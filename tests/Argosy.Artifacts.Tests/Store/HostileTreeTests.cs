using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Tests.Store;

/// <summary>A tree may come from an untrusted registry.</summary>
public sealed class HostileTreeTests : IDisposable
{
    private const UnixFileMode Open = (UnixFileMode)0b111_101_101;
    private static readonly OutputEntry s_folder = new("out", OutputKind.Folder, Open);
    private static readonly OutputEntry s_file =
        new("out/file", OutputKind.File, (UnixFileMode)0b100_100_100, 4, Digest.Of("evil"));
    private readonly Builds _builds = new();

    public HostileTreeTests()
    {
        _builds.Store.Add(new MemoryStream("evil"u8.ToArray()), s_file);
        _builds.Folder.Write("b/out/old", "old");
        _builds.Folder.Write("outside/victim", "old");
    }

    public void Dispose() => _builds.Dispose();

    public static TheoryData<string> Paths =>
    [
        "/etc/cron.d/evil", "../outside/victim", "out/../../outside/victim",
        "out/..", "out/.", "out//file", "out/", "", ".", "..", "other",
        "out/absent/file", "other/file", "outer", "out/\0", $"out/{new string('n', 256)}",
    ];

    [Fact]
    public void The_honest_one_is_restored() => _builds.TryRestore(new([s_folder, s_file]), "out").ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_that_is_not_below_an_output_is_refused(string path)
    {
        var evil = s_file with { Path = path };
        ShouldRefuse([.. ((OutputEntry[])[s_folder, evil]).OrderBy(e => e.Path, StringComparer.Ordinal)]);
    }

    [Fact]
    public void None_leads_through_a_link() =>
        ShouldRefuse([s_folder, new("out/link", OutputKind.Link, 0, Target: "../../outside"),
            s_file with { Path = "out/link/victim" }]);

    [Fact]
    public void Nor_through_an_output_that_is_one() =>
        ShouldRefuse([new("out", OutputKind.Link, 0, Target: "../outside"), s_file with { Path = "out/victim" }]);

    [Fact]
    public void Nor_through_one_that_a_second_entry_hides() => ShouldRefuse(
        [s_folder, new("out/link", OutputKind.Folder, Open),
            new("out/link", OutputKind.Link, 0, Target: "../../outside"),
            s_file with { Path = "out/link/victim" }]);

    [Fact]
    public void Nor_through_a_file() => ShouldRefuse([s_folder, s_file, s_file with { Path = "out/file/file" }]);

    [Fact]
    public void Entries_in_another_order_are_refused() => ShouldRefuse([s_file, s_folder]);

    [Fact]
    public void A_file_that_could_be_written_is_refused() =>
        ShouldRefuse([s_folder, s_file with { Mode = UnixFileMode.UserRead | UnixFileMode.GroupWrite }]);

    [Fact]
    public void A_mode_with_other_bits_is_refused() =>
        ShouldRefuse([s_folder, s_file with { Mode = (UnixFileMode)0x8100 }]);

    // Octal: 4555, 2555, 1444, 0400, 0777.
    [Theory]
    [InlineData(0b100_101_101_101)]
    [InlineData(0b010_101_101_101)]
    [InlineData(0b001_100_100_100)]
    [InlineData(0b000_100_000_000)]
    [InlineData(0b000_111_111_111)]
    public void A_mode_that_no_output_has_is_refused(int mode)
    {
        ShouldRefuse([s_folder, s_file with { Mode = (UnixFileMode)mode }]);
        ShouldRefuse([s_folder with { Mode = (UnixFileMode)mode }, s_file]);
    }

    [Fact]
    public void What_a_cache_says_of_modes_is_normalised_when_it_is_read()
    {
        var evil = Builds.Result("evil", new(
            [s_folder with { Mode = (UnixFileMode)0b010_111_111_111 },
                s_file with { Mode = (UnixFileMode)0b110_111_111_111 }]));
        ActionResultJson.TryRead(ActionResultJson.Write(evil))!.Outputs.Entries.Select(e => (int)e.Mode)
            .ShouldBe([0b111_101_101, 0b101_101_101]);
    }

    [Fact]
    public void A_size_that_is_not_the_contents_is_refused() => ShouldRefuse([s_folder, s_file with { Size = 5 }]);

    [Fact]
    public void Two_sizes_of_one_content_are_refused() =>
        ShouldRefuse([s_folder, s_file, s_file with { Path = "out/file2", Size = 5 }]);

    [Fact]
    public void A_file_without_content_is_refused() => ShouldRefuse([s_folder, s_file with { Content = null }]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_link_without_a_target_is_refused(string? target) =>
        ShouldRefuse([s_folder, new("out/link", OutputKind.Link, 0, Target: target)]);

    [Fact]
    public void A_kind_that_is_none_is_refused() => ShouldRefuse([s_folder, new("out/x", (OutputKind)7, 0)]);

    private void ShouldRefuse(IReadOnlyList<OutputEntry> entries)
    {
        var before = Builds.FilesIn(_builds.Folder.Path);
        _builds.TryRestore(new(entries), "out").ShouldBeFalse();
        Builds.FilesIn(_builds.Folder.Path).ShouldBe(before);
        File.ReadAllText(_builds.Folder.At("b/out/old")).ShouldBe("old");
        File.ReadAllText(_builds.Folder.At("outside/victim")).ShouldBe("old");
    }
}
