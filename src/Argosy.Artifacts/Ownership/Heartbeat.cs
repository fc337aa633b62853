namespace Argosy.Artifacts.Ownership;

/// <summary>A file that a build touches while it makes outputs: it shows how long a killed build was alive.</summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(200);
    private readonly string _file;
    private readonly Timer _timer;

    private Heartbeat(string file)
    {
        _file = file;
        Beat();
        _timer = new(_ => Beat(), null, s_period, s_period);
    }

    /// <summary>Starts the heartbeat.</summary>
    internal static Heartbeat Begin(string file) => new(file);

    /// <summary>The time of the last heartbeat, in nanoseconds since 1970; 0 if there was none.</summary>
    internal static long LastOf(string file) => Files.Posix.TryStatus(file, follow: false)?.Modified ?? 0;

    /// <inheritdoc />
    public void Dispose()
    {
        using var last = new ManualResetEvent(false);
        if (_timer.Dispose(last)) last.WaitOne();
    }

    // A full disk stops no build here: without a heartbeat a killed run's files are only doubtful.
    private void Beat()
    {
        try
        {
            // Written, not set: the time is then the file system's own, as for outputs.
            File.WriteAllText(_file, "argosy\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
