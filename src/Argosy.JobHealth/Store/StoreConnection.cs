using Argosy.Platforms.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Argosy.JobHealth.Store;

/// <summary>An open database. Its owner disposes it; for one thread at a time.</summary>
/// <remarks>Every call may throw ARG0684 (the file can't be used) and ARG0686 (the disk is full).</remarks>
internal sealed class StoreConnection : IDisposable
{
    // Another update holds the lock for one page of builds.
    private const int BusySeconds = 10;

    private readonly SqliteConnection _connection;

    /// <summary>Opens a file, or makes it.</summary>
    public StoreConnection(string path)
    {
        Path = path;
        try
        {
            MachineSqlite.EnsureBound();
        }
        catch (DllNotFoundException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0684", new(path), "SQLite isn't installed on this machine",
                "Install libsqlite3-0, or what your distribution calls it."), e);
        }

        // The full path, because the library has a meaning of its own for ':memory:' and 'file:'. No pool: it would
        // keep the file open.
        _connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = System.IO.Path.GetFullPath(path),
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
            Pooling = false,
        }.ConnectionString);
        try
        {
            Guarded(_connection.Open);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The database's file.</summary>
    public string Path { get; }

    /// <summary>Runs statements without parameters and results.</summary>
    public void Execute(string sql) => Guarded(() =>
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    });

    /// <summary>A command for the current transaction; its owner disposes it.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">The names of its parameters, in the order of <see cref="StoreCommands.Bind"/>.</param>
    public SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new() { ParameterName = name });
        return command;
    }

    /// <summary>Runs the work as a transaction: a crash in between leaves the database unchanged.</summary>
    // Immediate: detecting another writer in the middle would be too late.
    public void Atomically(Action work) => Transact(isDeferred: false, work);

    /// <summary>Runs all reads on one state of the database, regardless of concurrent writes.</summary>
    public T Consistently<T>(Func<T> read)
    {
        var result = default(T);
        Transact(isDeferred: true, () => result = read());
        return result!;
    }

    private void Transact(bool isDeferred, Action work) => Guarded(() =>
    {
        using var transaction = _connection.BeginTransaction(isDeferred);
        work();
        transaction.Commit();
    });

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException e)
        {
            throw new ArgosyException(e.SqliteErrorCode switch
            {
                raw.SQLITE_FULL => new Diagnostic("ARG0686", new(Path),
                    "the disk is full; what was stored before is intact",
                    "Make room, and update again: it goes on where it stopped."),
                raw.SQLITE_BUSY => new Diagnostic("ARG0684", new(Path), "another process is writing to the database",
                    "Wait for it to end."),
                _ => new Diagnostic("ARG0684", new(Path), $"the database can't be used: {e.Message.TrimEnd('.')}",
                    "Check the file and its permissions; a file that is damaged can be deleted, and everything read "
                    + "again."),
            }, e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();
}
