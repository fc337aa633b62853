namespace Argosy.Runtime;

/// <summary>
/// Drives one endpoint on a separate thread: the thread pool may be busy when a completion is due. Borrows the
/// endpoint; dispose of this first, or of the endpoint, which ends the thread too.
/// </summary>
public sealed class RdmaProgressThread : IDisposable
{
    // Limits how long an operation that found a full queue, or Dispose, waits if nothing else happens.
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(2);

    private readonly RdmaEndpoint _endpoint;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <summary>Starts at once.</summary>
    public RdmaProgressThread(RdmaEndpoint endpoint)
    {
        _endpoint = endpoint;
        _thread = new Thread(Run) { IsBackground = true, Name = "argosy-rdma-progress" };
        _thread.Start();
    }

    /// <summary>Why it ended, other than by being disposed of; null if there was no failure.</summary>
    public RdmaException? Failure { get; private set; }

    /// <summary>Ends the thread and waits for its end.</summary>
    public void Dispose()
    {
        _stopping = true;
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
                _endpoint.Progress(s_turn);
        }
        catch (RdmaException exception) when (exception.Code == RdmaError.Closed)
        {
            // The endpoint was disposed of first, which also ends the thread.
        }
        catch (RdmaException exception)
        {
            Failure = exception;
            _endpoint.Dispose(); // fails all waits for completions, which would never end
        }
    }
}
