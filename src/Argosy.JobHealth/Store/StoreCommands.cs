using Microsoft.Data.Sqlite;

namespace Argosy.JobHealth.Store;

/// <summary>Runs a command again and again with other values.</summary>
internal static class StoreCommands
{
    /// <summary>Sets the values of all parameters, in their order.</summary>
    public static SqliteCommand Bind(this SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
