namespace Argosy.Artifacts.Ownership;

/// <summary>A file that a build touches while it makes outputs: it says until when a killed one lived.</summary>
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

    /// <summary>Begins to beat.</summary>
    internal static Heartbeat Begin(string file) => new(file);

    /// <summary>When the last one beat, in nanoseconds since 1970; 0 where there was none.</summary>
    internal static long LastOf(string file) => Files.Posix.TryStatus(file, follow: false)?.Modified ?? 0;

    /// <inheritdoc />
    public void Dispose()
    {
        using var last = new ManualResetEvent(false);
        if (_timer.Dispose(last)) last.WaitOne();
    }

    // A full disk stops no build here: a beat that is missing makes a killed run's files doubtful, nothing else.
    private void Beat()
    {
        try
        {
            // Written, not set: the time is then the file system's own, as that of outputs is.
            File.WriteAllText(_file, "argosy\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
