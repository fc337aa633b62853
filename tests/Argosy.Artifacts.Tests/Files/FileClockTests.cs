using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests.Files;

public sealed class FileClockTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_written_has_no_earlier_stamp_than_the_clock_said_before()
    {
        for (var i = 0; i < 2000; i++)
        {
            var before = FileClock.Now();
            File.WriteAllText(_file, "");
            Stamp().ShouldBeGreaterThanOrEqualTo(before);
        }
    }

    [Fact]
    public async Task Once_a_stamp_has_passed_every_write_gets_a_later_one()
    {
        for (var i = 0; i < 20; i++)
        {
            File.WriteAllText(_file, "1");
            var first = Stamp();
            await FileClock.PassAsync(first);
            File.WriteAllText(_file, "2");
            Stamp().ShouldBeGreaterThan(first);
        }
    }

    [Fact]
    public async Task A_stamp_of_another_clock_is_not_waited_for() =>
        await FileClock.PassAsync(long.MaxValue).AsTask().WaitAsync(Patience.Limit);

    private long Stamp() => Posix.TryStatus(_file)!.Value.Modified;
}
