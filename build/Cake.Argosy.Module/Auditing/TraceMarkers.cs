using System.Runtime.InteropServices;

namespace Cake.Argosy.Module.Auditing;

/// <summary>Marks where a task's actions begin and end, for whoever traces this process: questions after files that
/// aren't there, which do nothing else.</summary>
internal static partial class TraceMarkers
{
    private const string Begins = "/argosy-audit/begin";
    private const string Ends = "/argosy-audit/end";

    public static void Begin() => _ = Access(Begins, 0);

    public static void End() => _ = Access(Ends, 0);

    /// <summary>Whether the call is the mark of the begin (true) or of the end (false); null where it is none.</summary>
    public static bool? TryRead(TracedCall call)
    {
        if (call.Name is not ("access" or "faccessat" or "faccessat2")) return null;
        return call.Arguments.Select(StraceText.TryText).FirstOrDefault(t => t is not null) switch
        {
            Begins => true,
            Ends => false,
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
