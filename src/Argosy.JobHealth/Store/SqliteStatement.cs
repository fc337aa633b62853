using System.Text;

namespace Argosy.JobHealth.Store;

/// <summary>A compiled statement. Parameters count from 1 and columns from 0, as in SQLite itself.</summary>
internal sealed unsafe class SqliteStatement(SqliteConnection connection, nint handle) : IDisposable
{
    private const int OnStack = 512;

    public SqliteStatement Bind(int index, long? value)
    {
        connection.Check(value is { } number ? Sqlite.BindInteger(handle, index, number) : Sqlite.BindNull(handle, index));
        return this;
    }

    public SqliteStatement Bind(int index, double? value)
    {
        connection.Check(value is { } number ? Sqlite.BindReal(handle, index, number) : Sqlite.BindNull(handle, index));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            connection.Check(Sqlite.BindNull(handle, index));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        fixed (byte* text = bytes) connection.Check(Sqlite.BindText(handle, index, text, length, Sqlite.Transient));
        return this;
    }

    /// <summary>Moves to the next row; false if there is none, and then the statement can be run again.</summary>
    public bool Step()
    {
        var code = Sqlite.Step(handle);
        if (code == Sqlite.Row) return true;
        // The fault is read first: resetting clears it.
        var fault = code == Sqlite.Done ? null : connection.Fault(code);
        _ = Sqlite.Reset(handle);
        return fault is null ? false : throw fault;
    }

    /// <summary>Runs a statement without results.</summary>
    public void Run()
    {
        while (Step())
        {
            // Reads all rows of an upsert that returns some.
        }
    }

    public bool IsNull(int column) => Sqlite.TypeOf(handle, column) == Sqlite.Null;

    public long Integer(int column) => Sqlite.Integer(handle, column);

    public double Real(int column) => Sqlite.Real(handle, column);

    /// <summary>A column's text; empty where it is null.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <summary>The same in SQLite's memory: valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var text = Sqlite.Text(handle, column);
        return text is null ? [] : new(text, Sqlite.Bytes(handle, column));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle != 0) _ = Sqlite.Finish(handle);
        handle = 0;
    }
}
