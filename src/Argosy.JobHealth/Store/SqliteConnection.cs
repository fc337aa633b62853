using System.Runtime.InteropServices;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Store;

/// <summary>An open database. Its owner disposes it, after its statements; for one thread at a time.</summary>
/// <remarks>Every call may throw ARG0684 (the file can't be used) and ARG0686 (the disk is full).</remarks>
internal sealed unsafe class SqliteConnection : IDisposable
{
    // Another update holds the lock for one page of builds.
    private const int BusyMilliseconds = 10_000;

    private nint _handle;

    /// <summary>Opens a file, or makes it.</summary>
    public SqliteConnection(string path)
    {
        Path = path;
        try
        {
            var code = Sqlite.Open(path, out _handle, Sqlite.OpenFlags, 0);
            if (code != Sqlite.Ok)
            {
                var fault = Fault(code);
                Dispose();
                throw fault;
            }

            Check(Sqlite.BusyTimeout(_handle, BusyMilliseconds));
        }
        catch (DllNotFoundException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0684", new(path), "SQLite isn't installed on this machine",
                "Install libsqlite3-0, or what your distribution calls it."), e);
        }
    }

    /// <summary>The database's file.</summary>
    public string Path { get; }

    /// <summary>Runs statements without parameters and results.</summary>
    public void Execute(string sql) => Check(Sqlite.Execute(_handle, sql, 0, 0, 0));

    /// <summary>Compiles one statement; its owner disposes it.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(Sqlite.Prepare(_handle, sql, -1, out var statement, 0));
        return new(this, statement);
    }

    /// <summary>Runs the work as a transaction: a crash in between leaves the database unchanged.</summary>
    // Immediate: detecting another writer in the middle would be too late.
    public void Atomically(Action work) => Transact("BEGIN IMMEDIATE", work);

    /// <summary>Runs all reads on one state of the database, regardless of concurrent writes.</summary>
    public void Consistently(Action work) => Transact("BEGIN", work);

    private void Transact(string begin, Action work)
    {
        Execute(begin);
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            // After a full disk SQLite has already rolled back, and returns an error here.
            _ = Sqlite.Execute(_handle, "ROLLBACK", 0, 0, 0);
            throw;
        }
    }

    /// <summary>Throws the error for a code other than success.</summary>
    internal void Check(int code)
    {
        if (code != Sqlite.Ok) throw Fault(code);
    }

    internal ArgosyException Fault(int code)
    {
        var said = Marshal.PtrToStringUTF8((nint)Sqlite.Message(_handle)) ?? $"code {code}";
        return new((code & 0xff) switch
        {
            Sqlite.Full => new Diagnostic("ARG0686", new(Path), "the disk is full; what was stored before is intact",
                "Make room, and update again: it goes on where it stopped."),
            Sqlite.Busy => new Diagnostic("ARG0684", new(Path), "another process is writing to the database",
                "Wait for it to end."),
            _ => new Diagnostic("ARG0684", new(Path), $"the database can't be used: {said}",
                "Check the file and its permissions; a file that is damaged can be deleted, and everything read again."),
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_handle != 0) _ = Sqlite.Close(_handle);
        _handle = 0;
    }
}
