using System.Globalization;
using Argosy.Artifacts;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Packages.Tests.Publishing;

public sealed class SnapshotRetentionTests
{
    private static readonly DateTimeOffset s_first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(3, null, 9, "1 2 3 4 5 6 7")]
    [InlineData(3, 4, 9, "1 2 3 4 5")]
    [InlineData(3, 1, 9, "1 2 3 4 5 6 7")]
    [InlineData(3, null, 2, "1 2 4 5 6 7")]
    [InlineData(0, null, 9, "1 2 3 4 5 6 7 8")]
    [InlineData(20, null, 9, "")]
    public void Old_snapshots_expire(int keep, int? days, int current, string expired)
    {
        // One a day.
        var snapshots = Enumerable.Range(1, 10).Select(Stored).ToList();
        var mirror = new StoredMirror("nuget", snapshots[current].Id, snapshots);
        var numbers = new SnapshotRetention(keep, days).Expired(mirror).Select(s => s.Number);
        string.Join(' ', numbers).ShouldBe(expired);
    }

    private static StoredSnapshot Stored(int number)
    {
        var snapshot = new Snapshot("nuget", number, s_first.AddDays(number), 1, 1,
            Digest.Of(number.ToString(CultureInfo.InvariantCulture)));
        return new("nuget", snapshot.Id, System.Text.Encoding.UTF8.GetString(snapshot.Write()), null, IsRetained: true);
    }
}
