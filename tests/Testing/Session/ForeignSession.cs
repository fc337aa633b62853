using System.Runtime.InteropServices;

namespace Argosy.Testing;

/// <summary>Until it is disposed, this process and its children have a private umask, the time zone that is furthest
/// ahead, and another language. Only for tests that run alone.</summary>
internal sealed class ForeignSession : IDisposable
{
    private const uint PrivateMask = 0x3F; // 077

    private static readonly (string Name, string Value)[] s_foreign =
        [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("LANGUAGE", "tr")];

    private readonly List<(string Name, string? Value)> _own;
    private readonly uint _mask;

    public ForeignSession()
    {
        _own = [.. s_foreign.Select(v => (v.Name, Environment.GetEnvironmentVariable(v.Name)))];
        foreach (var (name, value) in s_foreign) Environment.SetEnvironmentVariable(name, value);
        TimeZoneInfo.ClearCachedData();
        _mask = SetMask(PrivateMask);
    }

    public void Dispose()
    {
        _ = SetMask(_mask);
        foreach (var (name, value) in _own) Environment.SetEnvironmentVariable(name, value);
        TimeZoneInfo.ClearCachedData();
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
