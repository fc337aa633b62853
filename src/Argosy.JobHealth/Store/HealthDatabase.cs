using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Store;

/// <summary>The builds read so far, in one SQLite file. Its owner disposes it; for one thread at a time.</summary>
/// <remarks>A page of builds is stored atomically; a process killed at any moment leaves a usable file.</remarks>
public sealed partial class HealthDatabase : IDisposable
{
    private readonly StoreConnection _connection;
    private readonly Dictionary<(string, string, string, string), long> _series = [];

    private HealthDatabase(StoreConnection connection) => _connection = connection;

    /// <summary>The default path of the tenant's builds: <c>$XDG_DATA_HOME/argosy/health/TENANT.sqlite</c>, by default
    /// below <c>~/.local/share</c>.</summary>
    public static string PathOf(string tenant)
    {
        // The XDG base directory specification says to ignore a relative path in the variable.
        var xdg = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        var data = System.IO.Path.IsPathRooted(xdg)
            ? xdg
            : System.IO.Path.Combine(Platforms.HomeFolder.Path, ".local", "share");
        return System.IO.Path.Combine(data, "argosy", "health",
            $"{Uri.EscapeDataString(tenant).Replace("..", "%2E.", StringComparison.Ordinal)}.sqlite");
    }

    /// <summary>Opens a database, or makes it with its folder. Errors ARG0684 (unusable), ARG0685 (newer), ARG0686
    /// (full disk).</summary>
    public static HealthDatabase Open(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0684", new(path), $"its folder can't be made: {e.Message}",
                "Name another file with --database."), e);
        }

        var connection = new StoreConnection(path);
        try
        {
            HealthSchema.Prepare(connection);
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing database. Error ARG0687 if it doesn't exist, else as <see cref="Open"/>.</summary>
    public static HealthDatabase OpenExisting(string path) => File.Exists(path)
        ? Open(path)
        : throw new ArgosyException(new Diagnostic("ARG0687", new(path), "no builds have been read",
            "Run `argosy health update` or `argosy health import` first, with the same --tenant or --database."));

    /// <summary>The database's file.</summary>
    public string Path => _connection.Path;

    /// <summary>The builds' tenant; null if they only came from a file.</summary>
    public string? Tenant => _connection.Consistently(() =>
    {
        using var select = _connection.Command("SELECT value FROM fact WHERE name = 'tenant'");
        return (string?)select.ExecuteScalar();
    });

    internal void NoteTenant(string tenant) => _connection.Atomically(() =>
    {
        using var insert = _connection.Command(
            "INSERT INTO fact VALUES ('tenant', $tenant) ON CONFLICT DO UPDATE SET value = $tenant", "$tenant");
        insert.Bind(tenant).ExecuteNonQuery();
    });

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();
}
