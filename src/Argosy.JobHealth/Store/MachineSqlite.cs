using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Argosy.JobHealth.Store;

/// <summary>Binds SQLitePCLRaw to the machine's SQLite; ADR 13 gives the reason for the machine's.</summary>
internal static class MachineSqlite
{
    // The provider asks for libsqlite3.so, which on Debian only the package for developers has.
    private const string Library = "libsqlite3.so.0";

    private static readonly Lazy<bool> s_isBound = new(Bind);

    /// <summary>Binds it once for the process. <see cref="DllNotFoundException"/> if the machine has no
    /// SQLite.</summary>
    public static void EnsureBound() => _ = s_isBound.Value;

    private static bool Bind()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_sqlite3());
        return true;
    }

    // Zero is the runtime's own search: other systems have other names.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        NativeLibrary.TryLoad(Library, out var handle) ? handle : 0;
}
