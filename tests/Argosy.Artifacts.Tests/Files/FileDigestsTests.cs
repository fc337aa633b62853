using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests.Files;

public sealed class FileDigestsTests : IDisposable
{
    private static readonly DateTime s_longAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    private readonly TestFolder _folder = new();

    private string Table => _folder.At("state/files");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_time_stamp_alone_changes_no_digest()
    {
        _folder.Write("a", "one");
        var digests = FileDigests.Load(Table);
        var before = digests.Of(_folder.At("a"));
        File.SetLastWriteTimeUtc(_folder.At("a"), s_longAgo);

        digests.Of(_folder.At("a")).ShouldBe(before);
        before.ShouldBe(Digest.Of("one"));
    }

    [Fact]
    public void Other_content_of_the_same_size_under_the_same_time_stamp_is_noticed_by_a_later_run()
    {
        _folder.Write("a", "one");
        File.SetLastWriteTimeUtc(_folder.At("a"), s_longAgo);
        LetItGrowOld("a");
        var first = FileDigests.Load(Table);
        first.Of(_folder.At("a"));
        first.Save();
        File.WriteAllText(_folder.At("a"), "two");
        File.SetLastWriteTimeUtc(_folder.At("a"), s_longAgo);

        FileDigests.Load(Table).Of(_folder.At("a")).ShouldBe(Digest.Of("two"));
    }

    [Fact]
    public void What_is_known_is_not_read_again()
    {
        _folder.Write("a", "one");
        LetItGrowOld("a");
        var first = FileDigests.Load(Table);
        first.Of(_folder.At("a"));
        first.Save();
        // Only the table can give this digest, which isn't the content's.
        var bytes = File.ReadAllBytes(Table);
        Convert.FromHexString(Digest.Of("other").Hex).CopyTo(bytes, bytes.Length - 32);
        File.WriteAllBytes(Table, bytes);

        FileDigests.Load(Table).Of(_folder.At("a")).ShouldBe(Digest.Of("other"));
    }

    [Fact]
    public void A_file_written_this_very_moment_is_not_trusted_to_stay()
    {
        _folder.Write("a", "one");
        var digests = FileDigests.Load(Table);
        digests.Of(_folder.At("a"));
        digests.Save();

        File.Exists(Table).ShouldBeFalse();
    }

    // git's racy rule: a second write of the same size within one time stamp of the file system can't be detected.
    [Theory]
    [InlineData(1_000_000_500, 1_010_000_000, false)]
    [InlineData(1_000_000_500, 1_060_000_500, true)]
    [InlineData(1_000_000_000, 1_900_000_000, false)]
    [InlineData(4_000_000_000, 5_999_000_000, false)]
    [InlineData(4_000_000_000, 6_600_000_000, true)]
    [InlineData(9_000_000_500, 1_000_000_500, false)]
    public void A_file_is_settled_once_its_stamps_would_change_with_its_content(long stamp, long now, bool isSettled) =>
        FileDigests.IsSettled(new FileStatus(1, 1, stamp, stamp, 0x81A4, 1), now).ShouldBe(isSettled);

    [Fact]
    public void A_file_whose_name_is_not_UTF8_has_a_digest()
    {
        _folder.Write("x", "one");
        using var odd = new OddName(_folder.At("x"));

        FileDigests.Load(Table).Of(_folder.At(OddName.Text)).ShouldBe(Digest.Of("one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage that is long enough to look like something")]
    public void A_damaged_table_costs_reading_and_nothing_else(string table)
    {
        _folder.Write("state/files", table);
        _folder.Write("a", "one");

        FileDigests.Load(Table).Of(_folder.At("a")).ShouldBe(Digest.Of("one"));
    }

    [Fact]
    public void A_missing_file_has_none() => FileDigests.Load(Table).TryOf(_folder.At("nothing")).ShouldBeNull();

    // Until its last change is old enough for the table to trust.
    private void LetItGrowOld(string file)
    {
        var status = Posix.TryStatus(_folder.At(file))!.Value;
        SpinWait.SpinUntil(() => ((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100) - status.Changed > 100_000_000);
    }
}
