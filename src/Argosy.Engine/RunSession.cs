using Argosy.Engine.Audit;
using Argosy.Engine.Execution;
using Argosy.Processes.Trees;

namespace Argosy.Engine;

/// <summary>The state that a run shares with the runs started by its own tasks: the folder's lock, its journal, its
/// temporary folder, and the signals that end them.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private WorkspaceLock? _hold;
    private ScratchFolder? _scratch;
    private Workspace? _workspace;
    private int _borrowers;

    private RunSession(string root) => Root = root;

    /// <summary>The project's folder, absolute.</summary>
    public string Root { get; }

    public Interrupt Interrupt { get; } = new();

    /// <summary>An audit runs this build: it holds the lock for it, and provides the temporary folder.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>Waits for another build in the folder.</summary>
    public static async Task<RunSession> OpenAsync(string root)
    {
        var session = new RunSession(root);
        try
        {
            session.IsWatched = AuditSession.IsOn(root);
            if (session.IsWatched) return session;
            session._hold = await WorkspaceLock.TakeAsync(root, Console.Out, session.Interrupt.Token);
            if (session._hold.PredecessorWasKilled) Orphans.End(root);
            Orphans.Mark(root);
            Signals.AdoptOrphans();
            session._scratch = new ScratchFolder(root);
            return session;
        }
        catch (Exception e)
        {
            var interrupted = session.Interrupt.Error;
            session.Close();
            if (e is OperationCanceledException && interrupted is not null) throw interrupted;
            throw;
        }
    }

    /// <summary>The journal and its related state, to be returned.</summary>
    public Workspace Borrow()
    {
        lock (_lock)
        {
            _borrowers++;
            return _workspace ??= new(Root, IsWatched);
        }
    }

    public void Return()
    {
        lock (_lock)
        {
            if (--_borrowers > 0) return;
            _workspace?.Dispose();
            _workspace = null;
        }
    }

    /// <summary>Ends it. If the code of an interrupted task still runs, the lock is held until the process ends, so
    /// that no other build runs in the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interrupt.Error is not null)
        {
            await Interrupt.ChildrenEnded;
            Interrupt.ExitSoon();
            if (Interrupt.HasAbandoned) return;
        }

        Close();
    }

    private void Close()
    {
        _scratch?.Dispose();
        _hold?.Dispose();
        Interrupt.Dispose();
    }
}
