using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Store;

/// <summary>The tables, and their version in a file.</summary>
/// <remarks>
/// A series has all names of a job, so that builds don't repeat them. Builds are stored in the order in which figures
/// read them: by series and time. <c>coverage</c> has the span without gaps for readings with a filter. Times are Unix
/// seconds. A later version adds its changes as another step.
/// </remarks>
internal static class HealthSchema
{
    private const string First = """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY, project TEXT NOT NULL, job TEXT NOT NULL, pipeline TEXT NOT NULL, nodeset TEXT NOT NULL,
            UNIQUE (project, job, pipeline, nodeset));
        CREATE TABLE build (
            series INTEGER NOT NULL REFERENCES series, start INTEGER NOT NULL, uuid TEXT NOT NULL,
            result TEXT, end INTEGER, duration REAL, voting INTEGER NOT NULL, commit_id TEXT,
            PRIMARY KEY (series, start, uuid)) WITHOUT ROWID;
        CREATE UNIQUE INDEX build_uuid ON build (uuid);
        CREATE INDEX build_running ON build (start) WHERE result IS NULL;
        CREATE TABLE coverage (filter TEXT PRIMARY KEY, first INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """;

    private const string WaitAndBranch = """
        ALTER TABLE build ADD COLUMN waited REAL;
        ALTER TABLE build ADD COLUMN branch TEXT;
        """;

    private static readonly IReadOnlyList<string> s_steps = [First, WaitAndBranch];

    /// <summary>Upgrades a file to this version. Error ARG0685 if a newer Argosy wrote it.</summary>
    public static void Prepare(StoreConnection connection)
    {
        // Readers don't wait for an update, and a commit survives a crash of this process. The cache (64 MiB) has room
        // for a large tenant's year: with SQLite's own 2 MiB, each build would be a read from the disk.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
        if (connection.Consistently(() => VersionOf(connection)) == s_steps.Count) return;
        connection.Atomically(() =>
        {
            // Checked again under the lock: two processes may have found the file empty.
            var version = VersionOf(connection);
            if (version > s_steps.Count)
            {
                throw new ArgosyException(new Diagnostic("ARG0685", new(connection.Path),
                    $"the database has version {version}, and this Argosy knows {s_steps.Count}",
                    "Use the newer Argosy that wrote it, or another file."));
            }

            foreach (var step in s_steps.Skip(version)) connection.Execute(step);
            connection.Execute($"PRAGMA user_version = {s_steps.Count}");
        });
    }

    private static int VersionOf(StoreConnection connection)
    {
        using var select = connection.Command("PRAGMA user_version");
        return (int)(long)select.ExecuteScalar()!;
    }
}
